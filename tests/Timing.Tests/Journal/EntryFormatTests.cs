using BuildTiming.Journal;

namespace Timing.Tests.Journal;

/// <summary>What the file of an entry holds, and how much; what is no entry is for UnreadableEntryTests.</summary>
public sealed class EntryFormatTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly PhaseJournal _journal;

    public EntryFormatTests() => _journal = new PhaseJournal(_folder["journal"]);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_is_absent_stands_as_null_so_that_every_other_property_is_a_newer_hosts()
    {
        string text = File.ReadAllText(FileOf(_journal.Running(Sample.Start(), logFile: null)));
        Assert.All(["command", "logFile", "row", "steps", "attempt"], name => Assert.Contains($"\"{name}\": null", text));
    }

    [Fact]
    public void An_entry_that_would_not_be_read_again_is_not_written()
    {
        JournalEntry entry = _journal.Running(Sample.Start() with { Flags = "" }, logFile: null);
        int room = (64 * 1024) - (int)new FileInfo(FileOf(entry)).Length;
        _journal.Delete(entry);

        entry = _journal.Running(Sample.Start() with { Flags = new string('x', room) }, logFile: null);
        Assert.Equal(entry, Assert.Single(_journal.Entries(Assert.Fail)));
        ArgumentException refusal = Assert.Throws<ArgumentException>(
            () => _journal.Running(Sample.Start() with { Flags = new string('x', room + 1) }, logFile: null));
        Assert.StartsWith("The entry takes 65537 bytes of 65536.", refusal.Message);
    }

    [Fact]
    public void Attempts_are_equal_by_content()
    {
        Assert.Equal(Sample.Attempt, Sample.Attempt with { Commits = [.. Sample.Attempt.Commits] });
        Assert.All(
            [
                Sample.Attempt with { Remote = null }, Sample.Attempt with { Ref = "x" }, Sample.Attempt with { Base = null },
                Sample.Attempt with { Commits = ["x"] }, null,
            ],
            other => Assert.False(Sample.Attempt.Equals(other)));
    }

    private string FileOf(JournalEntry entry) => Path.Combine(_journal.Folder, entry.RunId + ".json");
}
