using BuildTiming.Git;
using BuildTiming.Phases;

namespace BuildTiming.Sessions;

/// <summary>Where the phases of a session come from: the commit that is checked out when each begins, and the CI run.</summary>
/// <remarks>
/// What nobody can tell is left out. So is a commit of which it is not known whether the tracked files are as in it: without a mark it
/// would say that they are.
/// </remarks>
/// <param name="repository">The repository of the platform root.</param>
/// <param name="options">Give the address of the CI run.</param>
internal sealed class Provenance(RecordingRepository repository, BuildTimingOptions options) : IProvenance
{
    private const int IdLength = 12;

    /// <summary>So long git may look through a working tree beside a phase that goes on.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly Lazy<string> _ciRun = new(() => CiRun(options));

    /// <inheritdoc/>
    public Func<CancellationToken, Task<string>> Begin()
    {
        if (repository.Git is not { TopLevel.Length: > 0 } found) return _ => Task.FromResult(_ciRun.Value);
        var head = HeadFile.Read(found);
        return stop => FindAsync(found, head, stop);
    }

    private async Task<string> FindAsync(GitRepository found, HeadFile head, CancellationToken stop)
    {
        Task<string> commit = AskAsync(found, head, stop);
        string ciRun = _ciRun.Value;
        return $"{await commit} {ciRun}".Trim();
    }

    private static async Task<string> AskAsync(GitRepository found, HeadFile head, CancellationToken stop)
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(stop);
        bound.CancelAfter(Limit);
        try
        {
            // Git is ended behind whoever waits here.
            CheckedOut? now = await CheckedOut.AskAsync(found.Git, bound.Token).WaitAsync(bound.Token);
            // What the phase itself commits is not what it was begun with.
            return now is null || (head.Commit() ?? now.Commit) != now.Commit
                ? string.Empty
                : $"COMMIT={now.Commit[..IdLength]}{(now.IsChanged ? "+" : string.Empty)}";
        }
        catch (OperationCanceledException)
        {
            return string.Empty;
        }
    }

    private static string CiRun(BuildTimingOptions options)
    {
        try
        {
            return CiRunAddress.Clean(options.CiRun()) is { } address ? $"CI_RUN={address}" : string.Empty;
        }
        catch (Exception exception)
        {
            // The boundary: it is the program's own code that answers.
            options.Warn($"the address of the CI run could not be told: {exception.Message}");
            return string.Empty;
        }
    }
}
