using BuildTiming.Git;
using BuildTiming.Git.Objects;

namespace BuildTiming.Registry;

/// <summary>Who a registry commit is by. Git is asked once: a publication that is repeated has the same author, at another time.</summary>
internal sealed class CommitIdentity(GitClient git, TimeProvider clock)
{
    private const string Fallback = "build-timing <build-timing@localhost>";
    private const string GitHubActions = "github-actions[bot] <github-actions[bot]@users.noreply.github.com>";

    private Identity? _author;
    private Identity? _committer;

    /// <summary>Git's configured author and committer; where there is none, the CI system's or the tool's own name.</summary>
    public async Task<CommitHeader> SignAsync(string message, CancellationToken cancellation)
    {
        await LearnAsync(cancellation);
        long now = clock.GetUtcNow().ToUnixTimeSeconds();
        return new CommitHeader(_author!.At(now), _committer!.At(now), message);
    }

    /// <summary>Asks git, where it was not asked yet.</summary>
    public async Task LearnAsync(CancellationToken cancellation)
    {
        Task<Identity> author = IdentityAsync(_author, "GIT_AUTHOR_IDENT", cancellation);
        Task<Identity> committer = IdentityAsync(_committer, "GIT_COMMITTER_IDENT", cancellation);
        (_author, _committer) = (await author, await committer);
    }

    private async Task<Identity> IdentityAsync(Identity? known, string variable, CancellationToken cancellation)
    {
        if (known is not null) return known;
        // useConfigOnly: git would make up a name from the machine's otherwise.
        GitResult result = await git.RunAsync(["-c", "user.useConfigOnly=true", "var", variable], cancellation);
        // "Name <email> seconds zone", on one line: a second one, be it a wrapper's, would be a command to the import.
        bool isLine = result.Output.EndsWith('\n') && !result.Output[..^1].Any(char.IsControl);
        if (result.Succeeded && isLine && result.Line.Split(' ') is [.. var name, _, var zone])
            return new Identity(string.Join(' ', name), zone);
        // 128: no name or no address is configured. Whatever else happened to git must not put a stranger's name on the row.
        if (result.Succeeded) throw GitCommandException.CutShort("var");
        if (result.ExitCode != 128) throw new GitCommandException("var", result.ExitCode, result.Complaint);
        return new Identity(git.Variable("GITHUB_ACTIONS") == "true" ? GitHubActions : Fallback, "+0000");
    }

    /// <summary>A name and an address, and the time zone that git would write beside them.</summary>
    private sealed record Identity(string Name, string Zone)
    {
        public string At(long seconds) => FormattableString.Invariant($"{Name} {seconds} {Zone}");
    }
}
