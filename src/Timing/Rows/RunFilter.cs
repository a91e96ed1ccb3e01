namespace BuildTiming.Rows;

/// <summary>Chooses lines of steps by their run, before anything else of them is looked at.</summary>
/// <param name="isWanted">Tells of a <see cref="RegistryStep.Run"/> whether it is meant.</param>
internal sealed class RunFilter(Func<string, bool> isWanted)
{
    /// <summary>Start, phase, environment and build id: none of them is written with a comma or a quote.</summary>
    private const int Cells = 4;

    private string _run = string.Empty;
    private bool _isWanted;

    /// <summary>The line is of a run that is meant.</summary>
    public bool IsWanted(ReadOnlySpan<char> line)
    {
        ReadOnlySpan<char> run = line[..EndOfCells(line)];
        if (run.SequenceEqual(_run)) return _isWanted;
        _run = run.ToString();
        return _isWanted = isWanted(_run);
    }

    private static int EndOfCells(ReadOnlySpan<char> line)
    {
        int end = -1;
        for (int cell = 0; cell < Cells; cell++)
        {
            int next = line[(end + 1)..].IndexOf(',');
            if (next < 0) return line.Length;
            end += next + 1;
        }

        return end;
    }
}
