using System.Text;
using System.Text.Json.Nodes;
using BuildTiming.Journal;
using BuildTiming.Journal.Format;
using BuildTiming.Journal.Unfinished;

namespace Timing.Tests.Journal;

/// <summary>What a newer host of the same format has added to an entry survives this one.</summary>
public sealed class UnknownPropertyTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly PhaseJournal _journal;

    public UnknownPropertyTests() => _journal = new PhaseJournal(_folder["journal"]);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void They_go_on_with_the_entry_through_all_its_states()
    {
        JournalEntry entry = _journal.Running(Sample.Start(), logFile: null);
        Add(entry, "unknown", 1);
        Add(entry, "entry.unknown", 2);
        Add(entry, "entry.start.unknown", 3);
        Add(entry, "entry.owner.unknown", 4);

        entry = _journal.Finished(entry, entry.Row());
        Add(entry, "entry.row.unknown", 5);
        AssertKept(entry, 5);
        entry = _journal.Attempted(entry, Sample.Attempt);
        AssertKept(entry, 5);
        entry = _journal.Refused(entry);
        AssertKept(entry, 5);

        Assert.Equal(entry, Assert.Single(_journal.Entries(Assert.Fail)));
    }

    [Fact]
    public void They_survive_a_recovery()
    {
        JournalEntry entry = _journal.Running(Sample.Start(), logFile: null, Sample.Gone);
        Add(entry, "entry.unknown", 1);

        new Recovery(_journal, new CountedLogs(), new FakeClock()).Run();

        Assert.Equal(1, Read(entry)["entry"]!["unknown"]!.GetValue<int>());
        Assert.Equal(EntryState.Finished, Assert.Single(_journal.Entries(Assert.Fail)).State);
    }

    [Fact]
    public void A_property_that_this_host_knows_is_never_an_older_one()
    {
        JournalEntry entry = _journal.Running(Sample.Start(), logFile: null);
        Add(entry, "unknown", 1);
        entry = _journal.Attempted(_journal.Finished(entry, entry.Row()), Sample.Attempt);
        _journal.Refused(entry);
        Assert.Null(Read(entry)["entry"]!["attempt"]);
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("[1]")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"a":2,"b":{"c":3}}""")]
    [InlineData("""{"b":[{"unknown":1}]}""")]
    [InlineData("""{"a":{"unknown":1}}""")]
    [InlineData("""{"unknown":1,"b":{"c":2,"c":3}}""")]
    public void Where_there_is_nothing_to_keep_the_new_content_stays_as_it_is(string former)
    {
        byte[] content = """{"a":1,"b":{"c":2}}"""u8.ToArray();
        Assert.Same(content, UnknownProperties.Keep(Encoding.UTF8.GetBytes(former), content));
    }

    [Fact]
    public void What_is_kept_stands_behind_what_is_known_each_on_its_line() => Assert.Equal(
        "{\n  \"a\": 1,\n  \"b\": {\n    \"c\": 2,\n    \"y\": null\n  },\n  \"x\": [\n    1\n  ]\n}",
        Encoding.UTF8.GetString(UnknownProperties.Keep(
            """{"x":[1],"b":{"y":null,"c":9},"a":{"z":1}}"""u8.ToArray(), """{"a":1,"b":{"c":2}}"""u8.ToArray())));

    private static JsonNode Read(string file) => JsonNode.Parse(File.ReadAllText(file))!;

    private JsonNode Read(JournalEntry entry) => Read(FileOf(entry));

    private void Add(JournalEntry entry, string path, int value)
    {
        JsonNode root = Read(entry);
        string[] names = path.Split('.');
        JsonNode node = names[..^1].Aggregate(root, (inner, name) => inner[name]!);
        node[names[^1]] = value;
        File.WriteAllText(FileOf(entry), root.ToJsonString());
    }

    private void AssertKept(JournalEntry entry, int count)
    {
        string text = File.ReadAllText(FileOf(entry)).Replace(" ", "", StringComparison.Ordinal);
        Assert.All(Enumerable.Range(1, count), value => Assert.Contains($"\"unknown\":{value}", text));
    }

    private string FileOf(JournalEntry entry) => Path.Combine(_journal.Folder, entry.RunId + ".json");
}
