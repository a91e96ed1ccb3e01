using BuildTiming.Git;

namespace BuildTiming.Registry;

/// <summary>Who a registry commit is by.</summary>
internal sealed class CommitIdentity(GitClient git, TimeProvider clock)
{
    private const string Somebody = "build-timing <build-timing@localhost>";
    private const string GitHubActions = "github-actions[bot] <github-actions[bot]@users.noreply.github.com>";

    /// <summary>Git's configured author and committer; where there is none, the CI system's or the tool's own name.</summary>
    public async Task<CommitHeader> SignAsync(string message, CancellationToken cancellation)
    {
        Task<string> author = IdentityAsync("GIT_AUTHOR_IDENT", cancellation);
        Task<string> committer = IdentityAsync("GIT_COMMITTER_IDENT", cancellation);
        return new CommitHeader(await author, await committer, message);
    }

    private async Task<string> IdentityAsync(string variable, CancellationToken cancellation)
    {
        // useConfigOnly: git would make up a name from the machine's otherwise.
        GitResult result = await git.RunAsync(["-c", "user.useConfigOnly=true", "var", variable], cancellation);
        return result.Succeeded ? result.Line : Fallback();
    }

    private string Fallback()
    {
        bool onGitHub = Environment.GetEnvironmentVariable("GITHUB_ACTIONS") == "true";
        return FormattableString.Invariant($"{(onGitHub ? GitHubActions : Somebody)} {clock.GetUtcNow().ToUnixTimeSeconds()} +0000");
    }
}
