using System.Globalization;

namespace BuildTiming.Git;

/// <summary>
/// Reads many objects by two git processes: one says how large an object is, the other one reads it where it is not too large.
/// </summary>
internal sealed class ObjectReader(GitClient git, CancellationToken cancellation) : IAsyncDisposable
{
    private readonly ObjectPipe _sizes = new(git, "--batch-check", cancellation);
    private readonly ObjectPipe _contents = new(git, "--batch", cancellation);

    /// <summary>An object's bytes, or null where it is of another kind, larger than <paramref name="limit"/>, or does not exist.</summary>
    /// <param name="name">Any name of an object, for example <c>&lt;commit&gt;^{tree}</c>.</param>
    /// <param name="kind"><c>blob</c> or <c>tree</c>.</param>
    /// <param name="limit">In bytes.</param>
    /// <exception cref="OperationCanceledException">Time is over.</exception>
    /// <exception cref="GitCommandException">Git ended by itself.</exception>
    public async Task<byte[]?> ReadAsync(string name, string kind, long limit)
    {
        if (await _sizes.AskAsync(name) is not [var id, var found, var size] || found != kind) return null;
        if (long.Parse(size, CultureInfo.InvariantCulture) > limit) return null;
        await _contents.AskAsync(id);
        return await _contents.ReadAsync(int.Parse(size, CultureInfo.InvariantCulture));
    }

    public async ValueTask DisposeAsync()
    {
        await _sizes.DisposeAsync();
        await _contents.DisposeAsync();
    }
}
