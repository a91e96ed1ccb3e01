using BuildTiming.Files;
using BuildTiming.Journal;
using Tests.Shared.Programs;
using Timing.Tests.Git;
using Timing.Tests.Journal;

namespace Timing.Tests.Sessions;

/// <summary>The program that docs/library.md shows (tests/LibraryHost), as anybody could have it.</summary>
public sealed class LibraryProgramTests : IDisposable
{
    private readonly GitSandbox _sandbox = new();

    public LibraryProgramTests() => _sandbox.Seed("main", (".github/workflows/registry-handoffs.yml", "merges"));

    [Fact]
    [Trait("Turn", "a")]
    public async Task It_records_a_command_and_hands_its_row_off()
    {
        string clone = _sandbox.CloneTo("clone");

        HostRun run = await RunAsync(clone, ci: null, "bash", "-c", "echo tested");

        Assert.True(run is { ExitCode: 0, Error: "" }, run.Output + run.Error);
        Assert.Contains("tested\n", run.Output);
        string handoff = Assert.Single(_sandbox.Refs("refs/heads/timing-handoff/*"));
        Assert.Contains("1 rows published to origin/timing-handoff/", run.Output);
        string row = _sandbox.Show($"{handoff}:{GitSandbox.Csv}").Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1];
        string[] cells = row.Split(',');
        Assert.Equal(["integration-tests", "dev", "persistent"], cells[2..5]);
        Assert.Equal("0", cells[6]);
        Assert.Contains("tested\n", File.ReadAllText(Path.Combine(clone, cells[11])));
    }

    [Fact]
    [Trait("Turn", "b")]
    public async Task In_CI_a_command_that_fails_is_a_row_with_its_code_on_the_branch()
    {
        HostRun run = await RunAsync(_sandbox.CloneTo("clone"), ci: "true", "bash", "-c", "exit 42");

        Assert.True(run.ExitCode == 42, run.Output + run.Error);
        Assert.Equal("42", Assert.Single(_sandbox.Lines[1..]).Split(',')[6]);
    }

    [Fact]
    public async Task In_no_repository_the_command_runs_all_the_same()
    {
        using var folder = new TemporaryFolder();

        HostRun run = await RunAsync(folder.Path, ci: null, "bash", "-c", "echo tested; exit 3");

        Assert.Equal(3, run.ExitCode);
        Assert.Contains("tested\n", run.Output);
        Assert.Contains("0 rows published", run.Output);
    }

    [Fact]
    [Trait("Turn", "a")]
    public async Task A_runtime_that_is_told_to_lock_no_files_respects_the_locks_of_the_journal()
    {
        TestRepository clone = _sandbox.Clone();
        clone.Git("remote", "remove", "origin");
        JournalEntry killed = clone.PhaseJournal.Running(Sample.Start(), logFile: null, Sample.Gone);
        _sandbox.Environment["DOTNET_SYSTEM_IO_DISABLEFILELOCKING"] = "1";

        HostRun run;
        using (FileLock.TryAcquire(clone.PhaseJournal.Folder, "recovery.lock", FileRights.Private))
            run = await RunAsync(clone.Folder, ci: null, "true");

        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        Assert.Equal((killed.RunId, EntryState.Running), (Assert.Single(clone.Journal).RunId, clone.Journal[0].State));
    }

    [Fact]
    public void The_documentation_shows_this_very_program()
    {
        string root = RepositoryRoot.Path;
        string program = File.ReadAllText(Path.Combine(root, "tests", "LibraryHost", "Program.cs"));
        Assert.Contains($"```csharp\n{program}```\n", File.ReadAllText(Path.Combine(root, "docs", "library.md")));
    }

    public void Dispose() => _sandbox.Dispose();

    private Task<HostRun> RunAsync(string folder, string? ci, params string[] command) =>
        HostRun.Of("Timing.Tests", "LibraryHost", folder, new Dictionary<string, string?>(_sandbox.Environment) { ["CI"] = ci }, command);
}
