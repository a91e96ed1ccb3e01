using BuildTiming.Git.Objects;

namespace BuildTiming.Registry;

/// <summary>Files of the registry as this repository saw the branch last: nothing is asked of the remote.</summary>
/// <param name="branch">The branch.</param>
/// <param name="isLocal">Rows go to the branch of this repository, which has more of them than the remote's.</param>
/// <param name="cancellation">Ends git.</param>
internal sealed class LastFetched(RegistryBranch branch, bool isLocal, CancellationToken cancellation) : IDisposable
{
    /// <summary>
    /// In bytes: some 50,000 rows. What is appended last is the newest, so of a longer file the end will do, and takes no longer to read.
    /// </summary>
    public const int Limit = 8 << 20;

    private readonly BlobTails _files = new(branch.Git.Offline(), cancellation);
    private readonly string[] _references = isLocal ? [branch.Ref, branch.TrackingRef] : [branch.TrackingRef, branch.Ref];

    /// <summary>
    /// Reads a file where the remote's branch was seen last, else on the branch of this repository, or the other way round; of one that is
    /// longer than <see cref="Limit"/> the last lines.
    /// </summary>
    /// <returns>Its bytes; null where there is none.</returns>
    /// <exception cref="IOException">Git has ended.</exception>
    public Stream? Read(string path)
    {
        foreach (string reference in _references)
            if (_files.Read($"{reference}:{path}", Limit) is { } file) return file;
        return null;
    }

    public void Dispose() => _files.Dispose();
}
