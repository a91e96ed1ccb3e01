using System.Globalization;

namespace BuildTiming.Git.Objects;

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
        if (await _sizes.AskAsync(name) is not [var id, var found, var digits] || found != kind) return null;
        if (!int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int size))
            return long.TryParse(digits, out _) ? null : throw GitCommandException.CutShort("cat-file");
        if (size > limit) return null;
        return await _contents.AskAsync(id) is [_, _, var again] && again == digits
            ? await _contents.ReadAsync(size)
            : throw new GitCommandException("cat-file", 0, $"the object {id} cannot be read");
    }

    public async ValueTask DisposeAsync()
    {
        await _sizes.DisposeAsync();
        await _contents.DisposeAsync();
    }
}
