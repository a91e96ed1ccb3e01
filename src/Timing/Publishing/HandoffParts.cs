using System.Text;
using BuildTiming.Handoffs;
using BuildTiming.Journal;
using BuildTiming.Registry;
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
        var files = new HashSet<string>();
        long size = 0;
        foreach (JournalEntry entry in entries)
        {
            (string File, string Header, string[] Lines)[] needed = [.. FilesOf(entry)];
            if (part.Count > 0 && (size + SizeOf(needed, files) > SizeLimit || files.Count + needed.Length > HandoffBranch.MostFiles))
            {
                yield return [.. part];
                part.Clear();
                files.Clear();
                size = 0;
            }

            part.Add(entry);
            size += SizeOf(needed, files);
            files.UnionWith(needed.Select(file => file.File));
        }

        if (part.Count > 0) yield return [.. part];
    }

    /// <summary>What an entry brings to each of its files: its row, and its steps where it has any.</summary>
    private static IEnumerable<(string File, string Header, string[] Lines)> FilesOf(JournalEntry entry)
    {
        if (entry.Row is not { } row) yield break;
        yield return (RegistryPath.Of(entry.Start.Folder), TimingCsv.Header, [TimingCsv.FormatLine(row)]);
        if (entry.Steps.Count == 0) yield break;
        string[] steps = [.. entry.Steps.Select(step => StepCsv.FormatLine(row, step))];
        yield return (RegistryPath.StepsOf(entry.Start.Folder), StepCsv.Header, steps);
    }

    /// <summary>The lines, and the header where they are the first ones of their file.</summary>
    private static long SizeOf((string File, string Header, string[] Lines)[] needed, HashSet<string> files) => needed.Sum(file =>
        file.Lines.Sum(line => Encoding.UTF8.GetByteCount(line) + 1L) + (files.Contains(file.File) ? 0 : file.Header.Length + 1));
}
