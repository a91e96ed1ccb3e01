using BuildTiming.Model;

namespace BuildTiming.Sessions;

/// <summary>What became of the runs whose program was killed.</summary>
/// <param name="Rows">The rows of those that are recorded now.</param>
/// <param name="AtWork">Those whose command still runs: they are recorded after its end.</param>
/// <param name="Warnings">What could not be read or written, each as one message.</param>
public sealed record RecoveredRuns(IReadOnlyList<TimingRow> Rows, IReadOnlyList<PhaseStart> AtWork, IReadOnlyList<string> Warnings);
