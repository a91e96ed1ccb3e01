using Build.Tests.Programs;
using Tests.Shared.Facts;
using Tests.Shared.Programs;

namespace Build.Tests.Scripts;

public sealed class BuildScriptTests : IDisposable
{
    private readonly ScriptCopy _copy = new();

    public void Dispose() => _copy.Dispose();

    [Fact]
    public async Task Another_user_can_read_what_was_built_and_where_nothing_can_be_noted_the_host_runs_all_the_same()
    {
        await _copy.Run();
        string sources = Path.Combine(Assert.Single(_copy.Hosts), "sources");
        ProgramRun readable =
            await _copy.RunFrom("/", "find", sources, Path.Combine(_copy.Root, "artifacts", "host", "current"), "!", "-perm", "-004");
        // Root may write everywhere, so a folder stands in the way.
        File.Delete(sources);
        Directory.CreateDirectory(sources);
        ProgramRun run = await _copy.Run();

        Assert.Equal((0, ""), (readable.ExitCode, readable.All));
        Assert.Equal((7, ""), (run.ExitCode, run.Error));
        Assert.Equal(1, _copy.Compilations);
    }

    [Fact]
    public async Task It_becomes_the_host_with_the_arguments_and_the_exit_code_as_they_are()
    {
        await _copy.Run();

        ProgramRun run =
            await _copy.RunFrom("/", "bash", "-c", "printf 'process <%s>\\n' $$; exec \"$0\" \"$@\"", _copy.Script, "--a b", "", "$(x) *");

        string[] lines = run.Output.Split('\n');
        Assert.Equal(lines[0], lines[1]);
        Assert.EndsWith("/Build.dll>", lines[2]);
        Assert.Equal(["argument <--a b>", "argument <>", "argument <$(x) *>", ""], lines[3..]);
        Assert.Equal((7, ""), (run.ExitCode, run.Error));
    }

    [Theory]
    [InlineData("-n 40", "40 open files (ulimit -n): it takes 200")]
    [InlineData("-f 1024", "1048576 bytes for a file (ulimit -f): it takes 67108864")]
    [InlineData("-v 2000000", "2048000000 bytes of address space (ulimit -v): it takes 2147483648")]
    [InlineData("-s 128", "131072 bytes of stack (ulimit -s): it takes 262144")]
    public async Task Limits_below_which_the_host_would_break_down_are_refused_before_anything_runs(string limit, string problem)
    {
        ProgramRun run = await _copy.RunFrom("/", "bash", "-c", $"ulimit {limit}; exec bash \"$0\"", _copy.Script);

        Assert.Equal((1, $"build.sh: the build host cannot run with {problem}. Nothing has run.\n"), (run.ExitCode, run.All));
        Assert.Equal(0, _copy.Compilations);
    }

    [Fact]
    public async Task It_works_from_any_folder_and_through_links_to_itself_and_to_its_folder()
    {
        string link = Path.Combine(_copy.Folder, "link.sh");
        string folder = Path.Combine(_copy.Folder, "linked folder");
        File.CreateSymbolicLink(link, _copy.Script);
        Directory.CreateSymbolicLink(folder, _copy.Root);

        string[] outputs =
        [
            (await _copy.RunFrom(_copy.Root, "bash", "build.sh")).Output,
            (await _copy.RunFrom("/", "bash", link)).Output,
            (await _copy.RunFrom(_copy.Folder, "bash", "linked folder/build.sh")).Output,
            (await _copy.RunFrom(Path.Combine(_copy.Root, "src"), "bash", "../build.sh")).Output,
        ];

        Assert.Equal(1, _copy.Compilations);
        Assert.Single(outputs.Select(output => output.Split('\n')[1]).Distinct());
        Assert.False(Directory.Exists(Path.Combine(_copy.Folder, "artifacts")));
    }

    [Fact]
    [Trait("Turn", "b")]
    public async Task What_the_compiler_says_is_shown_only_when_it_fails_and_no_older_host_runs_in_its_place()
    {
        _copy.StubDotnet(compile: "echo chatter; exit 0");
        Assert.Equal(ScriptCopy.Compiling, (await _copy.Run()).Error);

        _copy.ChangeSource();
        _copy.StubDotnet(compile: "echo 'Program.cs(1,1): error CS1002: ; expected'; exit 1");
        ProgramRun failed = await _copy.Run();
        ProgramRun again = await _copy.Run();

        Assert.All([failed, again], run => Assert.Equal(
            (1, "", ScriptCopy.Compiling + "Program.cs(1,1): error CS1002: ; expected\n"
                + "build.sh: the build host does not compile; see above.\n"),
            (run.ExitCode, run.Output, run.Error)));
        Assert.Single(_copy.Hosts);
    }

    [Fact]
    [Trait("Turn", "a")]
    public async Task A_rebuild_leaves_the_files_of_a_running_host_and_removes_those_of_a_week_ago()
    {
        await _copy.Run();
        string running = Assert.Single(_copy.Hosts);
        _copy.ChangeSource();
        await _copy.Run();
        Assert.True(File.Exists(Path.Combine(running, "Build.dll")));

        Directory.SetLastWriteTimeUtc(running, new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        _copy.ChangeSource();
        await _copy.Run();
        Assert.False(Directory.Exists(running));
    }

    [Fact]
    [Trait("Turn", "a")]
    public async Task Two_at_once_wait_for_each_other_and_compile_once()
    {
        await _copy.Run();
        _copy.ChangeSource();
        string waiting = Path.Combine(_copy.Folder, "waiting");
        await _copy.RunFrom("/", ProgramOnPath.Find("mkfifo")!, waiting);
        _copy.Stub("flock", $"#!/usr/bin/env bash\necho waiting >'{waiting}'\nexec '{ProgramOnPath.Find("flock")}' \"$@\"\n");
        Task<ProgramRun>[] both;
        await using (
            new FileStream(Path.Combine(_copy.Root, "artifacts", "host", "lock"), FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            both = [_copy.Run(), _copy.Run()];
            await _copy.RunFrom("/", "bash", "-c", $"exec 3<>'{waiting}'; read -r <&3; read -r <&3");
            Assert.Equal(1, _copy.Compilations);
        }

        ProgramRun[] runs = await Task.WhenAll(both);
        Assert.Equal([7, 7], runs.Select(run => run.ExitCode));
        Assert.Equal(2, _copy.Compilations);
        Assert.Equal(["", ScriptCopy.Compiling], runs.Select(run => run.Error).Order());
    }

    [RootFact]
    [Trait("Turn", "b")]
    [Trait("Needs", "root")]
    public async Task Another_user_can_run_a_built_clone_and_is_told_who_has_to_compile_one_that_is_not()
    {
        string[] nobody = ["--reuid=65534", "--regid=65534", "--clear-groups", "bash", _copy.Script];
        await _copy.RunFrom("/", ProgramOnPath.Find("chmod")!, "-R", "a+rX", _copy.Folder);
        await _copy.Run();

        ProgramRun built = await _copy.RunFrom("/", ProgramOnPath.Find("setpriv")!, nobody);
        _copy.ChangeSource();
        ProgramRun stale = await _copy.RunFrom("/", ProgramOnPath.Find("setpriv")!, nobody);
        await _copy.RunFrom("/", ProgramOnPath.Find("chmod")!, "a+w", Path.Combine(_copy.Root, "artifacts", "host"));
        await _copy.RunFrom("/", ProgramOnPath.Find("chmod")!, "a+w", Path.Combine(_copy.Folder, "compiled"));
        ProgramRun shared = await _copy.RunFrom("/", ProgramOnPath.Find("setpriv")!, nobody);

        Assert.Equal((7, ""), (built.ExitCode, built.Error));
        Assert.Equal(1, stale.ExitCode);
        Assert.Equal($"build.sh: the build host has to be compiled, and {_copy.Root}/artifacts/host is another user's. "
            + "Run build.sh once as its owner, or use a clone of your own.\n", stale.Error);
        // The lock is another user's file here.
        Assert.Equal((7, 2), (shared.ExitCode, _copy.Compilations));
    }

    [Fact]
    public async Task Without_the_SDK_it_says_what_to_install()
    {
        const string link = "https://dotnet.microsoft.com/download/dotnet/10.0";
        _copy.StubDotnet(version: "exit 145");
        ProgramRun older = await _copy.Run();
        _copy.StubDotnet();
        await _copy.Run();
        _copy.RemoveDotnet();
        ProgramRun none = await _copy.Run();

        Assert.Equal((1, $"build.sh: no .NET 10 SDK found. Install it: {link} Installed:\n8.0.100 [/usr/share/dotnet/sdk]\n"),
            (older.ExitCode, older.Error));
        Assert.Equal((1, $"build.sh: dotnet is not on PATH. Install the .NET 10 SDK: {link}\n"), (none.ExitCode, none.Error));
    }
}
