using System.Runtime.Versioning;
using BuildTiming.Processes;

namespace Timing.Tests.Processes;

public sealed class SearchPathTests : IDisposable
{
    private const UnixFileMode Runs = UnixFileMode.UserRead | UnixFileMode.UserExecute;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void The_first_file_that_can_be_executed_is_the_program_also_behind_a_link()
    {
        Write("first", UnixFileMode.UserRead);
        string target = Write("target", Runs);
        Directory.CreateDirectory(_folder["second"]);
        File.CreateSymbolicLink(_folder["second", "program"], target);
        Write("third", Runs);

        string path = string.Join(Path.PathSeparator, _folder["none"], _folder["first"], _folder["second"], _folder["third"]);

        Assert.Equal(_folder["second", "program"], SearchPath.Find("program", path));
        Assert.Equal(4, SearchPath.Candidates("program", path).Count());
    }

    [Fact]
    public void An_empty_entry_is_no_folder_and_a_folder_is_no_program()
    {
        Directory.CreateDirectory(_folder["first", "program"]);
        Assert.Empty(SearchPath.Candidates("program", $"{Path.PathSeparator}"));
        Assert.Null(SearchPath.Find("program", _folder["first"]));
    }

    [UnsupportedOSPlatform("windows")]
    private string Write(string folder, UnixFileMode mode)
    {
        Directory.CreateDirectory(_folder[folder]);
        File.WriteAllText(_folder[folder, "program"], "");
        File.SetUnixFileMode(_folder[folder, "program"], mode);
        return _folder[folder, "program"];
    }
}
