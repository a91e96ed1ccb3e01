using BuildTiming.Phases;

namespace BuildTiming.Sessions.Telemetry;

/// <summary>A run of a program that comes to its end, as <see cref="IRunTelemetry"/> tells of it.</summary>
/// <param name="Began">When its session was opened, by the wall clock.</param>
/// <param name="Elapsed">How long ago that is, by the monotonic one.</param>
/// <param name="ExitCode">What the program ends with.</param>
/// <param name="IsInterrupted">A stop was asked for.</param>
/// <param name="Phases">Its phases, in the order in which they ended.</param>
internal sealed record EndedRun(
    DateTimeOffset Began, TimeSpan Elapsed, int ExitCode, bool IsInterrupted, IReadOnlyList<EndedPhase> Phases);
