using BuildTiming.Journal;
using BuildTiming.Journal.Unfinished;
using BuildTiming.Model;

namespace Timing.Tests.Journal;

public sealed class UnreadableEntryTests : IDisposable
{
    private const string NoEntry = "it is not the JSON of an entry";

    private readonly TemporaryFolder _folder = new();
    private readonly PhaseJournal _journal;
    private readonly JournalEntry _good;
    private readonly string _content;
    private readonly string _bad;

    public UnreadableEntryTests()
    {
        _journal = new PhaseJournal(_folder.Path);
        _good = _journal.Running(Sample.Start(), _folder["a.log"]);
        _content = File.ReadAllText(_folder[_good.RunId + ".json"]);
        _bad = RunId.Create(Sample.Time.AddMinutes(1)) + ".json";
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("", "it is empty")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("2")]
    [InlineData("[]")]
    [InlineData("[2]")]
    [InlineData("[\"format\",2]")]
    [InlineData("{\"entry\":{}}")]
    [InlineData("{\"format\":3")]
    [InlineData("{\"format\":1}")]
    [InlineData("{\"format\":1,\"entry\":null}")]
    [InlineData("{\"format\":1,\"entry\":{}}")]
    [InlineData("{\"format\":\"1\",\"entry\":{}}")]
    [InlineData("{\"format\":1e99,\"entry\":{}}")]
    [InlineData("{\"format\":0,\"entry\":{}}", "its format 0 is none that ever was")]
    [InlineData("{\"whatever\":1,\"format\":3}")]
    public void What_is_no_entry_is_set_aside_with_a_warning_and_the_others_go_on(string content, string reason = NoEntry)
    {
        File.WriteAllText(_folder[_bad], content);
        AssertSetAside(reason);
        Assert.Equal(content, File.ReadAllText(_folder["unreadable", _bad]));
    }

    [Theory]
    [InlineData("20260125T144327Z-0123456789abcdef.json", "{\"format\":3,\"whatever\":\"comes\"}", 0)]
    [InlineData("20260125T144327Z-a-name-to-come.json", "{\n  \"format\": 12,\n  \"entry\": null", 0)]
    [InlineData("20260125T144327Z-0123456789abcdef.json", "{\"format\":3,\"runs\":[", 1 << 20)]
    public void An_entry_of_a_newer_format_stays_where_it_is_and_is_named_with_its_age(string name, string content, int more)
    {
        content += new string(' ', more);
        File.WriteAllText(_folder[name], content);

        Assert.Equal(_good, Assert.Single(_journal.Entries(Assert.Fail)));

        Assert.Equal(content, File.ReadAllText(_folder[name]));
        Leftover left = Assert.Single(Leftovers.Of(_journal));
        Assert.Equal((LeftoverKind.NewerFormat, _folder[name], Sample.Time.AddDays(1)), (left.Kind, left.Path, left.Since));
    }

    [Fact]
    public void A_newer_hosts_entry_is_not_overwritten()
    {
        string file = _folder[_good.RunId + ".json"];
        File.WriteAllText(file, "{\"format\":3}");
        InvalidOperationException refusal = Assert.Throws<InvalidOperationException>(() => _journal.Finished(_good, _good.Row()));
        Assert.Equal($"The run {_good.RunId} is another host's by now: its format 3 is newer than this version's.", refusal.Message);
        Assert.Equal("{\"format\":3}", File.ReadAllText(file));
    }

    [Fact]
    public void What_was_set_aside_is_named_with_its_age()
    {
        File.WriteAllText(_folder[_bad], "garbage");
        AssertSetAside();
        Leftover left = Assert.Single(Leftovers.Of(_journal));
        Assert.Equal((LeftoverKind.SetAside, _folder["unreadable", _bad], Sample.Time.AddMinutes(1)), (left.Kind, left.Path, left.Since));
    }

    [Theory]
    [InlineData("\"pid\": ", "\"pid\": \"x\", \"was\": ")]
    [InlineData("\"phase\": \"apply-persistent\"", "\"phase\": null")]
    [InlineData("\"state\": \"Running\"", "\"state\": \"Finished\"", "it lacks what a Finished entry has")]
    [InlineData("\"state\": \"Running\"", "\"state\": \"Attempted\"", "it lacks what a Attempted entry has")]
    [InlineData("\"state\": \"Running\"", "\"state\": 7")]
    [InlineData("\"state\": \"Running\"", "\"state\": \"Sleeping\"")]
    [InlineData("\"start\": \"2026", "\"start\": \"x2026")]
    public void An_entry_with_a_wrong_value_is_set_aside(string value, string wrong, string reason = NoEntry)
    {
        string content = _content.Replace(_good.RunId, Path.GetFileNameWithoutExtension(_bad));
        Assert.Contains(value, content);
        File.WriteAllText(_folder[_bad], content.Replace(value, wrong));
        AssertSetAside(reason);
    }

    [Fact]
    public void An_entry_under_another_runs_name_is_set_aside()
    {
        File.WriteAllText(_folder[_bad], _content);
        AssertSetAside("it holds another run");
    }

    [Fact]
    public void A_huge_file_is_set_aside()
    {
        File.WriteAllText(_folder[_bad], "{\"format\":1}");
        using (FileStream file = File.OpenWrite(_folder[_bad])) file.SetLength(10L << 30);
        AssertSetAside("it holds 10737418240 bytes");
    }

    [Fact]
    public void A_file_of_256_KiB_is_read_and_a_larger_one_is_not()
    {
        string content = _content.Replace(_good.RunId, Path.GetFileNameWithoutExtension(_bad)).PadRight(256 * 1024);
        File.WriteAllText(_folder[_bad], content);
        Assert.Equal(2, _journal.Entries(Assert.Fail).Count);

        File.WriteAllText(_folder[_bad], content + " ");
        AssertSetAside("it holds 262145 bytes");
    }

    [Fact]
    public void A_folder_is_set_aside()
    {
        Directory.CreateDirectory(_folder[_bad, "inner"]);
        AssertSetAside("it is a folder");
        Assert.True(Directory.Exists(_folder["unreadable", _bad, "inner"]));
    }

    [Theory]
    [InlineData("good.json")]
    [InlineData("folder")]
    [InlineData("missing")]
    public void A_link_is_set_aside_and_what_it_points_to_is_not_touched(string target)
    {
        Directory.CreateDirectory(_folder["outside", "folder"]);
        File.WriteAllText(_folder["outside", "good.json"], _content);
        File.CreateSymbolicLink(_folder[_bad], _folder["outside", target]);
        AssertSetAside("it is a link");
        Assert.Equal(_folder["outside", target], new FileInfo(_folder["unreadable", _bad]).LinkTarget);
        Assert.Equal(2, Directory.GetFileSystemEntries(_folder["outside"]).Length);
    }

    [Fact]
    public void A_file_that_is_named_by_no_run_is_set_aside()
    {
        File.WriteAllText(_folder["notes.json"], "{\"format\":1}");
        List<string> warnings = [];
        Assert.Equal(_good, Assert.Single(_journal.Entries(warnings.Add)));
        Assert.Contains("(its name is no run id)", Assert.Single(warnings));
        Assert.True(File.Exists(_folder["unreadable", "notes.json"]));
    }

    [Fact]
    public void An_earlier_unreadable_file_is_never_overwritten()
    {
        foreach (string content in new[] { "first", "second", "third" })
        {
            File.WriteAllText(_folder[_bad], content);
            AssertSetAside();
        }

        Assert.Equal(
            ["first", "second", "third"],
            Directory.GetFiles(_folder["unreadable"]).Order(StringComparer.Ordinal).Select(File.ReadAllText));
    }

    [Fact]
    public void Other_files_in_the_folder_are_left_alone()
    {
        File.WriteAllText(_folder["publish.lock"], "");
        File.WriteAllText(_folder[_bad + ".tmp"], "{");
        Assert.Equal(_good, Assert.Single(_journal.Entries(warning => Assert.Fail(warning))));
        Assert.True(File.Exists(_folder[_bad + ".tmp"]));
    }

    private void AssertSetAside(string reason = NoEntry)
    {
        List<string> warnings = [];
        Assert.Equal(_good, Assert.Single(_journal.Entries(warnings.Add)));
        Assert.StartsWith(
            $"The journal entry {_bad} cannot be read ({reason}); it is kept as {_folder["unreadable", _bad]}", Assert.Single(warnings));
        Assert.False(Path.Exists(_folder[_bad]));
    }
}
