using BuildTiming.Journal;
using BuildTiming.Model;

namespace BuildTiming.Attempts;

/// <summary>The rows of journal entries.</summary>
internal static class JournalRows
{
    /// <summary>The entries' rows, each with its steps and its folder of the registry.</summary>
    /// <exception cref="InvalidOperationException">A run has no row yet.</exception>
    public static FiledRow[] ToFiledRows(this IEnumerable<JournalEntry> entries) =>
        [.. entries.Select(entry =>
            new FiledRow(entry.Start.Folder, entry.Row ?? throw new InvalidOperationException($"run {entry.RunId} has no row yet"))
        {
            RunId = entry.RunId,
            Steps = entry.Steps,
        })];
}
