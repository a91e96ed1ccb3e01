using System.Text.RegularExpressions;
using BuildTiming.Git;
using BuildTiming.Registry.Remotes;

namespace BuildTiming.Registry;

/// <summary>The branch that holds the rows, and the remote that it is shared through.</summary>
/// <param name="Repository">The repository that the platform root belongs to.</param>
/// <param name="Name">The branch, without <c>refs/heads/</c>.</param>
/// <param name="Remote">The remote's name.</param>
/// <exception cref="ArgumentException">The name is none that git allows, or one that git would take for an option.</exception>
internal sealed partial record RegistryBranch(GitRepository Repository, string Name, string Remote)
{
    /// <summary>The default name of the branch.</summary>
    public const string DefaultName = "governance-registry";

    /// <summary>The branch, without <c>refs/heads/</c>.</summary>
    public string Name { get; init => field = Valid(value, nameof(Name), "branch"); } = Valid(Name, nameof(Name), "branch");

    /// <summary>The remote's name.</summary>
    public string Remote { get; init => field = Valid(value, nameof(Remote), "remote"); } = Valid(Remote, nameof(Remote), "remote");

    /// <summary>The branch's full name, here and on the remote.</summary>
    public string Ref => "refs/heads/" + Name;

    /// <summary>Where this repository remembers the remote's branch.</summary>
    public string TrackingRef => $"refs/remotes/{Remote}/{Name}";

    internal GitClient Git => Repository.Git;

    /// <summary>The remote is configured in this repository.</summary>
    public async Task<bool> HasRemoteAsync(CancellationToken cancellation) =>
        (await RemoteSettings.ReadAsync(Git, Remote, cancellation)).Exists;

    /// <summary>The commit that a ref of this repository names, or null.</summary>
    /// <exception cref="GitCommandException">
    /// Git did not come to an answer: that is no "no", at which a row would be written again.
    /// </exception>
    internal async Task<string?> ResolveAsync(string reference, CancellationToken cancellation)
    {
        GitResult result =
            await Git.RunAsync(["rev-parse", "--verify", "--quiet", "--end-of-options", reference + "^{commit}"], cancellation);
        return result.ExitCode switch
        {
            0 when result.Line.Length == Repository.NullId.Length => result.Line,
            0 => throw GitCommandException.CutShort("rev-parse"),
            1 => null,
            _ => throw new GitCommandException("rev-parse", result.ExitCode, result.Complaint),
        };
    }

    /// <summary>The commit is the tip or stands in its history; false where the commit is not even known here.</summary>
    /// <exception cref="GitCommandException">Git did not come to an answer.</exception>
    internal async Task<bool> ContainsAsync(string tip, string commit, CancellationToken cancellation)
    {
        GitResult result = await Git.RunAsync(["merge-base", "--is-ancestor", commit, tip], cancellation);
        bool isUnknown = result.Error.Contains("Not a valid commit name", StringComparison.Ordinal);
        return result.ExitCode is 0 or 1 || isUnknown
            ? result.Succeeded
            : throw new GitCommandException("merge-base", result.ExitCode, result.Complaint);
    }

    /// <summary>A name of a branch, or of a remote, which is part of a ref's name as well.</summary>
    /// <remarks>The rules: https://git-scm.com/docs/git-check-ref-format.</remarks>
    private static string Valid(string name, string parameter, string kind) => Invalid().IsMatch(name)
        ? throw new ArgumentException($"'{name}' is no name that git allows for a {kind}", parameter)
        : name;

    [GeneratedRegex(@"^$|^-|^@$|^/|/$|//|\.\.|\.$|@\{|(^|/)\.|\.lock(/|$)|[\x00-\x20\x7f~^:?*\[\\]")]
    private static partial Regex Invalid();
}
