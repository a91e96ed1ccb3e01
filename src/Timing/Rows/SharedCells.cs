namespace BuildTiming.Rows;

/// <summary>Cells that repeat from row to row (phase, environment, build id, flags), as one string each.</summary>
/// <remarks>A table of fixed size in which a newer cell takes an older one's place: memory stays bounded whatever the file holds.</remarks>
internal sealed class SharedCells
{
    private const int Size = 1024;
    private const int LongestShared = 512;

    private readonly string?[] _cells = new string?[Size];

    /// <summary>The cell as a string.</summary>
    public string Text(ReadOnlySpan<char> cell)
    {
        if (cell.IsEmpty) return string.Empty;
        if (cell.Length > LongestShared) return cell.ToString();
        ref string? shared = ref _cells[(uint)string.GetHashCode(cell) % Size];
        if (shared is null || !cell.SequenceEqual(shared)) shared = cell.ToString();
        return shared;
    }
}
