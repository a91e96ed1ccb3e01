using System.Globalization;
using BuildTiming.Git;
using BuildTiming.Git.Objects;

namespace BuildTiming.Registry;

/// <summary>Files of the registry as this repository saw the branch last: nothing is asked of the remote.</summary>
/// <param name="branch">The branch.</param>
/// <param name="cancellation">Ends git.</param>
internal sealed class LastFetched(RegistryBranch branch, CancellationToken cancellation) : IAsyncDisposable
{
    private readonly ObjectPipe _objects = new(branch.Git.Offline(), "--batch", cancellation);

    /// <summary>Reads a file where the remote's branch was seen last, else on the branch of this repository.</summary>
    /// <returns>Its bytes; null where there is none.</returns>
    /// <exception cref="GitCommandException">Git did not come to an answer.</exception>
    /// <exception cref="OperationCanceledException">Time is over.</exception>
    public async Task<Stream?> ReadAsync(string path)
    {
        foreach (string reference in new[] { branch.TrackingRef, branch.Ref })
        {
            if (await _objects.AskAsync($"{reference}:{path}") is not [_, var kind, var digits]) continue;
            byte[] content = await _objects.ReadAsync(int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture));
            if (kind == "blob") return new MemoryStream(content);
        }

        return null;
    }

    public ValueTask DisposeAsync() => _objects.DisposeAsync();
}
