using BuildTiming.Handoffs;
using BuildTiming.Journal;
using BuildTiming.Model;
using BuildTiming.Processes;
using BuildTiming.Publishing;
using BuildTiming.Registry;
using Timing.Tests.Journal;

namespace Timing.Tests.Publishing;

/// <summary>No part is larger than what is merged, and none has more files, however many steps the runs have.</summary>
public sealed class HandoffPartsTests
{
    [Fact]
    public void Many_steps_make_several_handoffs()
    {
        JournalEntry[] entries = [.. Enumerable.Range(1, 9).Select(number => Entry("development", number, steps: 1_000))];
        JournalEntry[][] parts = [.. HandoffParts.Of(entries)];

        Assert.Equal(entries, parts.SelectMany(part => part));
        Assert.InRange(parts.Length, 2, entries.Length - 1);
        Assert.All(parts, part => Assert.InRange(SizeOf(part), 1, HandoffBranch.SizeLimit));
    }

    [Theory]
    [InlineData(0, 256)]
    [InlineData(1, 128)]
    public void A_file_of_steps_counts_as_a_file(int steps, int folders)
    {
        JournalEntry[] entries = [.. Enumerable.Range(1, 300).Select(number => Entry($"e{number}", number, steps))];
        Assert.Equal(folders, HandoffParts.Of(entries).First().Length);
    }

    private static JournalEntry Entry(string folder, int number, int steps)
    {
        PhaseStart start = Sample.Start() with { Folder = folder };
        var entry = new JournalEntry
        {
            Start = start,
            Owner = ProcessIdentity.Current,
            LogFile = null,
            State = EntryState.Finished,
            Row = start.Finish(number, 0, default),
        };
        return entry with { Steps = [.. Enumerable.Range(1, steps).Select(Sample.Resource)] };
    }

    private static long SizeOf(JournalEntry[] part) => RowChanges.Of(part.Select(entry =>
            new FiledRow(entry.Start.Folder, entry.Row!) { Steps = entry.Steps }))
        .OfType<AppendLines>().Sum(append => append.Header.Length + (long)append.Lines.Length);
}
