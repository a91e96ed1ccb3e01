using System.Globalization;
using BuildTiming.Model;
using BuildTiming.Processes;

namespace BuildTiming.Journal.Unfinished;

/// <summary>Waits for the commands that killed hosts of this journal left running.</summary>
/// <remarks>
/// Such a command may hold the lock of Terraform's state, and only after its end is known when it ended. Its own process and every
/// Terraform are waited for as long as the caller allows; what else it started may be a daemon, and gets a few seconds more.
/// </remarks>
/// <param name="journal">The journal.</param>
/// <param name="clock">Measures the waiting.</param>
internal sealed class Settlement(PhaseJournal journal, TimeProvider clock)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Lingering = TimeSpan.FromSeconds(5);

    /// <summary>Waits until they have ended.</summary>
    /// <param name="bound">How long at most.</param>
    /// <param name="say">Told once for each run what is waited for, and in the end what still runs.</param>
    /// <param name="stop">Ends the waiting early.</param>
    /// <returns>Whether all had ended.</returns>
    public async Task<bool> WaitAsync(TimeSpan bound, Action<string> say, CancellationToken stop)
    {
        long start = clock.GetTimestamp();
        long lastAtWork = start;
        var named = new HashSet<string>();
        while (true)
        {
            var orphans = Orphans.Read();
            (JournalEntry Entry, IReadOnlyList<ProcessEntry> Processes)[] left =
            [
                .. journal.Places.SelectMany(place => place.RunningEntries(say))
                    .Select(entry => (Entry: entry, Processes: orphans.Of(entry))).Where(run => run.Processes.Count > 0),
            ];
            if (left.Length == 0) return true;
            if (left.Any(run => orphans.HasWork(run.Entry))) lastAtWork = clock.GetTimestamp();
            else if (clock.GetElapsedTime(lastAtWork) >= Lingering) return true;

            foreach ((JournalEntry entry, IReadOnlyList<ProcessEntry> processes) in left)
                if (named.Add(entry.RunId)) say($"Waiting up to {bound.TotalSeconds:0} s for {Describe(entry, processes)} to end.");
            if (stop.IsCancellationRequested || clock.GetElapsedTime(start) >= bound)
            {
                foreach ((JournalEntry entry, IReadOnlyList<ProcessEntry> processes) in left)
                    say($"No longer waiting for {Describe(entry, processes)}.");
                return false;
            }

            await Task.WhenAny(Task.Delay(Interval, clock, stop));
        }
    }

    private static string Describe(JournalEntry entry, IReadOnlyList<ProcessEntry> processes) =>
        string.Create(CultureInfo.InvariantCulture,
            $"{entry.Start.Phase} of {Utc.Format(entry.Start.Start)} ({string.Join(", ", processes.Take(5).Select(NameOf))})");

    private static string NameOf(ProcessEntry process) => string.Create(CultureInfo.InvariantCulture, $"{process.Name} {process.Id}");
}
