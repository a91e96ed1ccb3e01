using Cake.BuildTiming.Ci;
using Cake.Core;
using Cake.Core.Configuration;
using Cake.Core.Diagnostics;
using Cake.Core.IO;
using Cake.Core.Tooling;

namespace Cake.BuildTiming.Tests;

/// <summary>The address of a CI run, from the variables that each system sets.</summary>
public sealed class CiRunTests
{
    [Theory]
    [InlineData("https://github.com/o/r/actions/runs/12",
        "CI=true", "GITHUB_ACTIONS=true", "GITHUB_SERVER_URL=https://github.com", "GITHUB_REPOSITORY=o/r", "GITHUB_RUN_ID=12",
        "GITHUB_RUN_ATTEMPT=1")]
    [InlineData("https://github.com/o/r/actions/runs/12/attempts/3",
        "GITHUB_ACTIONS=true", "GITHUB_SERVER_URL=https://github.com", "GITHUB_REPOSITORY=o/r", "GITHUB_RUN_ID=12",
        "GITHUB_RUN_ATTEMPT=3")]
    [InlineData("https://dev.azure.com/o/my%20project/_build/results?buildId=7",
        "TF_BUILD=True", "SYSTEM_TEAMFOUNDATIONCOLLECTIONURI=https://dev.azure.com/o/", "SYSTEM_TEAMPROJECT=my project",
        "BUILD_BUILDID=7")]
    [InlineData("https://gitlab.com/g/p/-/pipelines/9",
        "CI=true", "GITLAB_CI=true", "CI_SERVER=yes", "CI_PROJECT_URL=https://gitlab.com/g/p", "CI_PIPELINE_ID=9")]
    [InlineData("https://jenkins.example.org/job/a/7/", "JENKINS_URL=https://jenkins.example.org/",
        "BUILD_URL=https://jenkins.example.org/job/a/7/")]
    [InlineData("https://teamcity.example.org/build/7", "TEAMCITY_VERSION=2025.7", "BUILD_URL=https://teamcity.example.org/build/7")]
    [InlineData("https://bitbucket.org/w/r/pipelines/results/5",
        "CI=true", "BITBUCKET_WORKSPACE=w", "BITBUCKET_REPO_OWNER=w", "BITBUCKET_REPO_SLUG=r", "BITBUCKET_BUILD_NUMBER=5",
        "BITBUCKET_BRANCH=main", "BITBUCKET_COMMIT=0123")]
    [InlineData("https://ci.appveyor.com/project/a/s/builds/6",
        "CI=True", "APPVEYOR=True", "APPVEYOR_URL=https://ci.appveyor.com", "APPVEYOR_ACCOUNT_NAME=a", "APPVEYOR_PROJECT_SLUG=s",
        "APPVEYOR_BUILD_ID=6")]
    [InlineData("https://go.example.org/go/pipelines/p/4/s/2",
        "GO_SERVER_URL=https://go.example.org/go/", "GO_PIPELINE_NAME=p", "GO_PIPELINE_COUNTER=4", "GO_STAGE_NAME=s",
        "GO_STAGE_COUNTER=2")]
    [InlineData("https://app.bitrise.io/build/1", "CI=true", "BITRISE_BUILD_URL=https://app.bitrise.io/build/1")]
    [InlineData("https://bamboo.example.org/browse/A-7",
        "bamboo_buildNumber=7", "bamboo_buildResultsUrl=https://bamboo.example.org/browse/A-7")]
    [InlineData("https://woodpecker.example.org/repos/1/pipeline/2",
        "CI=woodpecker", "CI_PIPELINE_URL=https://woodpecker.example.org/repos/1/pipeline/2")]
    [InlineData("https://cloud.rwx.com/mint/o/runs/1", "CI=true", "RWX=true", "RWX_RUN_URL=https://cloud.rwx.com/mint/o/runs/1")]
    [InlineData("https://app.travis-ci.com/o/r/builds/1", "CI=true", "TRAVIS=true",
        "TRAVIS_BUILD_WEB_URL=https://app.travis-ci.com/o/r/builds/1")]
    [InlineData("https://buildkite.com/o/p/builds/1", "CI=true", "BUILDKITE_BUILD_URL=https://buildkite.com/o/p/builds/1")]
    [InlineData("https://circleci.com/gh/o/r/1", "CI=true", "CIRCLE_BUILD_URL=https://circleci.com/gh/o/r/1")]
    [InlineData(null, "CI=true")]
    [InlineData(null, "BUILD_URL=https://example.org")]
    [InlineData(null, "TF_BUILD=True")]
    [InlineData(null, "GITHUB_ACTIONS=true")]
    [InlineData(null)]
    public void Each_system_says_it_in_its_own_way(string? address, params string[] variables) =>
        Assert.Equal(address, CiRun.Of(new Build(variables.ToDictionary(pair => pair.Split('=', 2)[0], pair => pair.Split('=', 2)[1]))));

    /// <summary>A build that has these variables and nothing else.</summary>
    private sealed class Build(Dictionary<string, string> variables) : ICakeContext, ICakeEnvironment, IProcessRunner
    {
        public ICakeEnvironment Environment => this;

        public IFileSystem FileSystem { get; } = new FileSystem();

        public ICakeLog Log { get; } = new NullLog();

        public IGlobber Globber => throw new NotSupportedException();

        public ICakeArguments Arguments => throw new NotSupportedException();

        public IProcessRunner ProcessRunner => this;

        public IRegistry Registry => throw new NotSupportedException();

        public IToolLocator Tools => throw new NotSupportedException();

        public ICakeDataResolver Data => throw new NotSupportedException();

        public ICakeConfiguration Configuration => throw new NotSupportedException();

        public DirectoryPath WorkingDirectory { get; set; } = "/platform";

        public DirectoryPath UserHomeDirectory => "/home";

        public DirectoryPath ApplicationRoot => "/application";

        public ICakePlatform Platform { get; } = new CakePlatform();

        public ICakeRuntime Runtime => throw new NotSupportedException();

        public IProcess Start(FilePath filePath, ProcessSettings settings) => throw new NotSupportedException();

        public DirectoryPath GetSpecialPath(SpecialPath path) => throw new NotSupportedException();

        public string GetEnvironmentVariable(string variable) => variables.GetValueOrDefault(variable)!;

        public IDictionary<string, string> GetEnvironmentVariables() => variables.ToDictionary();
    }
}
