namespace BuildTiming.Output.Terraform;

/// <summary>An output value of several lines, which Terraform prints unindented between <c>name = &lt;&lt;EOT</c> and <c>EOT</c>.</summary>
internal sealed class OutputValue
{
    private readonly byte[] _delimiter = new byte[64];
    private int _length;

    /// <summary>Lines that come now stand in one, as it seems: one that never closes was none.</summary>
    public bool IsOpen => _length > 0;

    /// <summary>Opens one with its first line; not when the word that ends it is longer than Terraform's ever are.</summary>
    public bool TryOpen(ReadOnlySpan<byte> line)
    {
        ReadOnlySpan<byte> delimiter = TerraformLine.ValueDelimiter(line);
        if (!delimiter.TryCopyTo(_delimiter)) return false;
        _length = delimiter.Length;
        return true;
    }

    /// <summary>Closes it when this is its last line.</summary>
    public bool TryClose(ReadOnlySpan<byte> line)
    {
        if (!IsOpen || !line.SequenceEqual(_delimiter.AsSpan(0, _length))) return false;
        _length = 0;
        return true;
    }
}
