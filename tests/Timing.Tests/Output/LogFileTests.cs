using System.Diagnostics;
using BuildTiming.Model;
using BuildTiming.Output;
using Tests.Shared.Facts;

namespace Timing.Tests.Output;

public sealed class LogFileTests : IDisposable
{
    private const string Name = "apply-persistent-dev-persistent-20260124T144327Z";
    private static readonly DateTimeOffset Start = new(2026, 1, 24, 14, 43, 27, TimeSpan.Zero);

    private readonly TemporaryFolder _root = new();

    private string Folder => _root["logs", "build-timings"];

    public void Dispose() => _root.Dispose();

    [Theory]
    [InlineData("hello\n", "hello\n")]
    [InlineData("a prompt: ", "a prompt: \n")]
    [InlineData("", "")]
    public void A_log_is_a_header_the_output_and_a_footer(string output, string kept)
    {
        using LogFile log = Create();
        log.Write(System.Text.Encoding.UTF8.GetBytes(output));
        log.Finish(Row(seconds: 996, exitCode: 3));

        Assert.Equal(
            $"# apply-persistent dev persistent started 2026-01-24T14:43:27Z\n{kept}"
            + "# apply-persistent dev persistent finished 2026-01-24T15:00:03Z exit_code=3 duration_seconds=996\n",
            File.ReadAllText(log.Path));
        Assert.Equal($"logs/build-timings/{Name}.log", log.RelativePath);
        Assert.Equal(_root["logs", "build-timings", $"{Name}.log"], log.Path);
    }

    [Fact]
    public void Output_is_in_the_file_as_soon_as_it_is_written()
    {
        using LogFile log = Create();
        log.Write("Enter a value: "u8);
        Assert.EndsWith("Enter a value: ", File.ReadAllText(log.Path));
    }

    [Fact]
    public void Runs_of_the_same_second_get_names_of_their_own()
    {
        var logs = new LogFile[16];
        Parallel.For(0, logs.Length, i => logs[i] = Create());
        string[] expected = [$"{Name}.log", .. Enumerable.Range(2, 15).Select(number => $"{Name}-{number}.log")];
        Assert.Equal(expected.Order(), logs.Select(log => Path.GetFileName(log.Path)).Order());
        foreach (LogFile log in logs) log.Dispose();
    }

    [Fact]
    public void Only_the_owner_may_read_it_and_git_does_not_see_it()
    {
        if (OperatingSystem.IsWindows()) return;
        using LogFile log = Create();
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(log.Path));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Folder));
        Assert.Equal("*\n", File.ReadAllText(Path.Combine(Folder, ".gitignore")));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(".gitignore.0a1b2c3d.tmp")]
    public void A_folder_that_a_killed_host_left_unfinished_is_finished(string? leftover)
    {
        Directory.CreateDirectory(Folder);
        if (leftover is not null) File.WriteAllText(Path.Combine(Folder, leftover), "");
        using LogFile log = Create();
        Assert.Equal("*\n", File.ReadAllText(Path.Combine(Folder, ".gitignore")));
    }

    [Fact]
    public void Hosts_that_start_at_once_take_no_log_from_each_other()
    {
        for (int round = 0; round < 50; round++)
        {
            Directory.CreateDirectory(Folder);
            File.WriteAllText(Path.Combine(Folder, ".gitignore.0a1b2c3d.tmp"), "");
            Parallel.For(0, 4, _ => Create().Dispose());
            Assert.Equal("*\n", File.ReadAllText(Path.Combine(Folder, ".gitignore")));
            Assert.Equal(4, Directory.GetFiles(Folder, "*.log").Length);
            Directory.Delete(Folder, recursive: true);
        }
    }

    [LinuxFact]
    public async Task What_else_stands_in_its_place_is_neither_opened_nor_replaced()
    {
        Directory.CreateDirectory(Folder);
        using (var pipe = Process.Start("mkfifo", [Path.Combine(Folder, ".gitignore")])) await pipe.WaitForExitAsync();
        using LogFile log = await Task.Run(Create).WaitAsync(TimeSpan.FromMinutes(4), TimeProvider.System);
        Assert.Equal(new[] { Path.Combine(Folder, ".gitignore"), log.Path }.Order(), Directory.GetFileSystemEntries(Folder).Order());
        Assert.EndsWith("started 2026-01-24T14:43:27Z\n", File.ReadAllText(log.Path));
    }

    [Theory]
    [InlineData("notes.txt", "mine")]
    [InlineData(".gitignore", "!*.log\n")]
    [InlineData(".gitignore", "")]
    public void A_folder_that_holds_something_is_left_as_it_is(string name, string text)
    {
        Directory.CreateDirectory(Folder);
        File.WriteAllText(Path.Combine(Folder, name), text);
        using LogFile log = Create();
        Assert.Equal(new[] { Path.Combine(Folder, name), log.Path }.Order(), Directory.GetFileSystemEntries(Folder).Order());
        Assert.Equal(text, File.ReadAllText(Path.Combine(Folder, name)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_link_planted_at_its_name_is_not_followed(bool targetExists)
    {
        Directory.CreateDirectory(Folder);
        string victim = _root["victim"];
        if (targetExists) File.WriteAllText(victim, "precious");
        File.CreateSymbolicLink(Path.Combine(Folder, $"{Name}.log"), victim);

        using LogFile log = Create();

        Assert.Equal($"{Name}-2.log", Path.GetFileName(log.Path));
        Assert.Equal(targetExists, File.Exists(victim));
        if (targetExists) Assert.Equal("precious", File.ReadAllText(victim));
    }

    private LogFile Create() => LogFile.Create(_root.Path, "apply-persistent", "dev", "persistent", Start);

    private static TimingRow Row(long seconds, int exitCode) => new()
    {
        Start = Start,
        DurationSeconds = seconds,
        Phase = "apply-persistent",
        Env = "dev",
        BuildId = "persistent",
        ExitCode = exitCode,
        Flags = "",
        Resources = ResourceCounts.None,
        LogPath = "",
    };
}
