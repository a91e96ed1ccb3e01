using Cake.Common.Build;
using Cake.Common.Build.GitHubActions.Data;
using Cake.Common.Build.GoCD.Data;
using Cake.Core;

namespace Cake.BuildTiming.Ci;

/// <summary>The address of the CI run that a build is a part of, as the variables of its CI system tell.</summary>
internal static class CiRun
{
    /// <summary>By these Cake knows a system, beside <c>CI</c>: where none is set, nothing is loaded to ask it.</summary>
    private static readonly string[] Marks =
    [
        "CI", "APPVEYOR", "BITBUCKET_WORKSPACE", "BITRISE_BUILD_URL", "GITHUB_ACTIONS", "GITLAB_CI", "GO_SERVER_URL", "JENKINS_URL",
        "RWX", "TEAMCITY_VERSION", "TF_BUILD", "TRAVIS", "bamboo_buildNumber",
    ];

    /// <summary>The address; null where there is none, or where this is no CI.</summary>
    public static string? Of(ICakeContext context)
    {
        ICakeEnvironment variables = context.Environment;
        return Array.Exists(Marks, mark => variables.GetEnvironmentVariable(mark) is { Length: > 0 })
            ? Of(context.BuildSystem(), name => variables.GetEnvironmentVariable(name))
            : null;
    }

    private static string? Of(BuildSystem system, Func<string, string?> variable) => system switch
    {
        { IsRunningOnGitHubActions: true } => OfGitHub(system.GitHubActions.Environment.Workflow),
        { IsRunningOnAzurePipelines: true } => Joined(
            system.AzurePipelines.Environment.TeamProject.CollectionUri?.ToString(),
            Uri.EscapeDataString(system.AzurePipelines.Environment.TeamProject.Name ?? string.Empty),
            FormattableString.Invariant($"_build/results?buildId={system.AzurePipelines.Environment.Build.Id}")),
        { IsRunningOnGitLabCI: true } => Joined(
            system.GitLabCI.Environment.Project.Url,
            FormattableString.Invariant($"-/pipelines/{system.GitLabCI.Environment.Build.PipelineId}")),
        { IsRunningOnJenkins: true } => system.Jenkins.Environment.Build.BuildUrl,
        { IsRunningOnBitbucketPipelines: true } => Joined(
            "https://bitbucket.org", system.BitbucketPipelines.Environment.Repository.RepoOwner,
            system.BitbucketPipelines.Environment.Repository.RepoSlug, "pipelines/results", variable("BITBUCKET_BUILD_NUMBER")),
        { IsRunningOnAppVeyor: true } => Joined(
            variable("APPVEYOR_URL"), "project", variable("APPVEYOR_ACCOUNT_NAME"), system.AppVeyor.Environment.Project.Slug, "builds",
            system.AppVeyor.Environment.Build.Id),
        { IsRunningOnGoCD: true } => OfGoCD(system.GoCD.Environment),
        { IsRunningOnBitrise: true } => system.Bitrise.Environment.Build.BuildUrl,
        { IsRunningOnBamboo: true } => system.Bamboo.Environment.Build.ResultsUrl,
        { IsRunningOnWoodpeckerCI: true } => system.WoodpeckerCI.Environment.Pipeline.Url?.ToString(),
        { IsRunningOnRwx: true } => system.Rwx.Environment.Run.Url?.ToString(),
        // Cake does not tell it of these, or does not know them.
        { IsRunningOnTeamCity: true } => variable("BUILD_URL"),
        { IsRunningOnTravisCI: true } => variable("TRAVIS_BUILD_WEB_URL"),
        _ => variable("BUILDKITE_BUILD_URL") ?? variable("CIRCLE_BUILD_URL"),
    };

    // A run that is repeated keeps its number.
    private static string? OfGitHub(GitHubActionsWorkflowInfo workflow) => Joined(
        workflow.ServerUrl, workflow.Repository, "actions/runs", workflow.RunId,
        workflow.Attempt > 1 ? FormattableString.Invariant($"attempts/{workflow.Attempt}") : string.Empty);

    private static string? OfGoCD(GoCDEnvironmentInfo environment) => Joined(
        environment.GoCDUrl, "pipelines", environment.Pipeline.Name, FormattableString.Invariant($"{environment.Pipeline.Counter}"),
        environment.Stage.Name, FormattableString.Invariant($"{environment.Stage.Counter}"));

    /// <summary>The parts of an address; null where the first is missing. An empty one at the end is none.</summary>
    private static string? Joined(string? server, params string?[] parts) => server is { Length: > 0 }
        ? string.Join('/', [server.TrimEnd('/'), .. parts]).TrimEnd('/')
        : null;
}
