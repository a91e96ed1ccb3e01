using System.Text;

namespace BuildTiming.Rows;

/// <summary>
/// A text that is kept as UTF-8, about half the size of a string: paths and addresses differ from row to row, and few are looked at.
/// </summary>
internal readonly struct CompactText : IEquatable<CompactText>
{
    // Replaces what is no text (a lone surrogate), as the decoder of the file does.
    private readonly byte[]? _bytes;

    private CompactText(byte[] bytes) => _bytes = bytes;

    /// <summary>Keeps a text.</summary>
    public static CompactText Of(ReadOnlySpan<char> text)
    {
        byte[] bytes = new byte[Encoding.UTF8.GetByteCount(text)];
        Encoding.UTF8.GetBytes(text, bytes);
        return new CompactText(bytes);
    }

    /// <summary>The text; null where none was kept.</summary>
    public override string? ToString() => _bytes is null ? null : Encoding.UTF8.GetString(_bytes);

    public bool Equals(CompactText other) =>
        _bytes is null ? other._bytes is null : other._bytes is not null && _bytes.AsSpan().SequenceEqual(other._bytes);

    public override bool Equals(object? other) => other is CompactText text && Equals(text);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(_bytes);
        return hash.ToHashCode();
    }
}
