namespace BuildTiming.Rows;

/// <summary>Cells that repeat from row to row (phase, environment, build id, flags), as one string each.</summary>
/// <remarks>
/// A table of fixed size: memory stays bounded whatever the file holds. Of the cells that share a place the least recently used one goes,
/// so that two that repeat do not drive each other out: where a text's place is differs from process to process.
/// </remarks>
internal sealed class SharedCells
{
    private const int Places = 256;
    private const int CellsOfPlace = 4;
    private const int LongestShared = 512;

    private readonly string?[] _cells = new string?[Places * CellsOfPlace];

    /// <summary>The cell as a string.</summary>
    public string Text(ReadOnlySpan<char> cell)
    {
        if (cell.IsEmpty) return string.Empty;
        if (cell.Length > LongestShared) return cell.ToString();
        int place = (int)((uint)string.GetHashCode(cell) % Places);
        Span<string?> latestFirst = _cells.AsSpan(place * CellsOfPlace, CellsOfPlace);
        int found = 0;
        while (found < CellsOfPlace && !cell.SequenceEqual(latestFirst[found])) found++;
        if (found == 0) return latestFirst[0]!;
        string shared = found < CellsOfPlace ? latestFirst[found]! : cell.ToString();
        latestFirst[..Math.Min(found, CellsOfPlace - 1)].CopyTo(latestFirst[1..]);
        latestFirst[0] = shared;
        return shared;
    }
}
