namespace BuildTiming.Phases;

/// <summary>Finds out where the phases of a build come from: which commit, which CI run.</summary>
internal interface IProvenance
{
    /// <summary>A phase begins: looks, in no time, at what may be different a moment later.</summary>
    /// <returns>
    /// Finds out the rest, and gives it as flags of the phase's row: <c>NAME=value</c>, separated by one space. It comes back at once when
    /// it is told to stop, with what it knows by then.
    /// </returns>
    Func<CancellationToken, Task<string>> Begin();
}
