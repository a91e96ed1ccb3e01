using System.Text.Json;
using BuildTiming.Model;

namespace BuildTiming.Journal;

/// <summary>The steps that an entry has room for: the row never waits for them.</summary>
internal static class EntrySteps
{
    /// <summary>
    /// In bytes, of all steps of a run as an entry or a file of the registry holds them: some hundred, with names as they usually are. Well
    /// below what is merged of a handoff.
    /// </summary>
    public const int Room = 192 * 1024;

    /// <summary>What JSON takes for a step beside its name.</summary>
    private const int Overhead = 256;

    /// <summary>As many of the steps as there is room for, and a summary of the others.</summary>
    public static IReadOnlyList<Step> Bounded(PhaseStart start, IReadOnlyList<Step> steps)
    {
        // Each line of the registry repeats them.
        int fixedSize = Overhead + (4 * (start.Phase.Length + start.Env.Length + start.BuildId.Length));
        return StepSummary.Fit(steps, Room, step => fixedSize + JsonEncodedText.Encode(step.Name).EncodedUtf8Bytes.Length);
    }

    /// <summary>
    /// The steps of a run whose host was killed: what was open then went on until the run's end, as far as anybody knows.
    /// </summary>
    public static IReadOnlyList<Step> EndedAt(IReadOnlyList<Step> steps, DateTimeOffset end) =>
        [.. steps.Select(step => IsOpenBefore(step, end) ? step with { Duration = end - step.Start } : step)];

    private static bool IsOpenBefore(Step step, DateTimeOffset end) =>
        step.Outcome == StepOutcome.Unfinished && !StepSummary.IsSummary(step) && end - step.Start > step.Duration;
}
