using System.Text;
using BuildTiming.Handoffs;
using BuildTiming.Journal;
using BuildTiming.Rows;

namespace BuildTiming.Publishing;

/// <summary>Divides rows among handoffs: one that is too large would never be merged.</summary>
internal static class HandoffParts
{
    /// <summary>In bytes: well below what is merged.</summary>
    private const long SizeLimit = HandoffBranch.SizeLimit / 2;

    /// <summary>The rows in their order, in parts of one handoff each.</summary>
    public static IEnumerable<JournalEntry[]> Of(IEnumerable<JournalEntry> entries)
    {
        var part = new List<JournalEntry>();
        var folders = new HashSet<string>();
        long size = 0;
        foreach (JournalEntry entry in entries)
        {
            long needed = SizeOf(entry, folders);
            if (part.Count > 0 && (size + needed > SizeLimit || folders.Count == HandoffBranch.MostFiles))
            {
                yield return [.. part];
                part.Clear();
                folders.Clear();
                (size, needed) = (0, SizeOf(entry, folders));
            }

            part.Add(entry);
            folders.Add(entry.Start.Folder);
            size += needed;
        }

        if (part.Count > 0) yield return [.. part];
    }

    /// <summary>A row's line, and the header where the row is the first one of its file.</summary>
    private static long SizeOf(JournalEntry entry, HashSet<string> folders)
    {
        int line = entry.Row is { } row ? Encoding.UTF8.GetByteCount(TimingCsv.FormatLine(row)) + 1 : 0;
        return folders.Contains(entry.Start.Folder) ? line : line + TimingCsv.Header.Length + 1;
    }
}
