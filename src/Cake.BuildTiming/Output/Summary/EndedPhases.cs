using BuildTiming.Insight;
using BuildTiming.Model;
using BuildTiming.Output;
using BuildTiming.Sessions;

namespace Cake.BuildTiming.Output.Summary;

/// <summary>Gathers what is to be said of the phases of this run.</summary>
/// <param name="session">The run.</param>
/// <param name="options">Give the registry's folder.</param>
/// <param name="logs">Where logs are.</param>
internal sealed class EndedPhases(BuildTimingSession session, TimingOptions options, LogPlace logs)
{
    /// <summary>The history was read while the phases ran; where it was not, nobody waits for it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(200);

    /// <summary>The phases, in the order in which they ended.</summary>
    public IReadOnlyList<EndedPhase> Read()
    {
        IReadOnlyList<TimingRow> rows = session.Rows;
        if (rows.Count == 0) return [];
        Task<PhaseHistory?>[] histories = [.. rows.Select(row => session.HistoryAsync(row.Phase, row.Env, row.Flags, options.Folder))];
        Task.WhenAll(histories).Wait(Patience);
        return [.. rows.Select((row, i) => Phase(row, session.Steps[i], histories[i]))];
    }

    private EndedPhase Phase(TimingRow row, IReadOnlyList<Step> steps, Task<PhaseHistory?> history) =>
        new(row, steps, history.IsCompletedSuccessfully ? history.Result : null)
        {
            HidesFailure = session.HiddenFailures.Contains(row),
            LastWords = row.ExitCode == 0 || row.LogPath.Length == 0 ? null : LastWordsOf(logs.File(row.LogPath)),
        };

    private static LastWords? LastWordsOf(string log)
    {
        try
        {
            return LastWords.Of(LogTail.Read(log));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // What the terminal showed stands above.
            return null;
        }
    }
}
