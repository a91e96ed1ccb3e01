using BuildTiming.Journal;
using BuildTiming.Journal.Unfinished;
using BuildTiming.Model;
using BuildTiming.Publishing;
using BuildTiming.Rows;
using BuildTiming.Sessions;
using BuildTiming.Sessions.Status;
using Timing.Tests.Git;
using Timing.Tests.Handoffs;
using Timing.Tests.Journal;

namespace Timing.Tests.Sessions;

public sealed class StatusTests : IDisposable
{
    private static readonly DateTimeOffset Now = Sample.Time.AddMinutes(7);

    private readonly HandoffScene _scene = new();

    private GitSandbox Sandbox => _scene.Sandbox;

    private TestRepository Clone => _scene.Clone;

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task What_runs_is_told_with_its_stage_and_with_what_remains()
    {
        Sandbox.Seed(GitSandbox.Branch, (GitSandbox.Csv, HandoffScene.File(600, 610, 620, 630)));
        JournalEntry entry = Clone.PhaseJournal.Running(Sample.Start() with { Flags = "" }, null);
        Clone.PhaseJournal.Progressed(entry, [Stage("Init", StepOutcome.Ok), Stage("Apply", StepOutcome.Unfinished)]);

        UnfinishedPhase running = Assert.Single((await StatusAsync())!.Running);

        Assert.Equal((PhaseState.Running, Environment.ProcessId), (running.State, running.Entry.Owner.Pid));
        Assert.Equal((TimeSpan.FromMinutes(7), "Apply", TimeSpan.FromMinutes(5)), (running.Elapsed, running.Stage, running.InStage));
        Assert.Equal(TimeSpan.FromSeconds(615), running.Usual?.Median);
        Assert.NotNull(running.Estimate);
    }

    [Fact]
    public async Task Killed_runs_and_those_of_other_hosts_are_told_apart_and_left_as_they_are()
    {
        JournalEntry killed = Clone.PhaseJournal.Running(Sample.Start(), null, Sample.Gone);
        JournalEntry other = Clone.PhaseJournal.Running(Sample.Start(), null, Sample.Elsewhere);

        CloneStatus? status = await StatusAsync();

        Assert.Equal([(killed, PhaseState.Killed), (other, PhaseState.Elsewhere)],
            status!.Running.OrderBy(phase => phase.State).Select(phase => (phase.Entry, phase.State)));
        Assert.Empty(status.Left);
    }

    [Fact]
    public void A_run_that_stands_in_both_folders_is_the_one_that_has_ended()
    {
        using var folder = new TemporaryFolder();
        var second = new PhaseJournal(folder["second"]);
        var journal = new PhaseJournal(folder["first"], second);
        JournalEntry running = journal.Running(Sample.Start(), null);
        JournalEntry finished = second.Finished(second.Running(running.Start, null), running.Row());

        var reversed = new PhaseJournal(second.Folder, new PhaseJournal(journal.Folder));

        Assert.Equal(finished, Assert.Single(JournalContent.Read(journal).Entries));
        Assert.Equal(finished, Assert.Single(JournalContent.Read(reversed).Entries));
    }

    [Fact]
    public async Task Looking_changes_no_byte_of_the_git_directory_whatever_is_in_it()
    {
        Sandbox.Seed(GitSandbox.Branch, (GitSandbox.Csv, HandoffScene.File(5)));
        _scene.Wait(1);
        Clone.Git("fetch", "--quiet");
        Clone.PhaseJournal.Running(Sample.Start(), null, Sample.Gone);
        Clone.Finish();
        Write("20260125T144327Z-0123456789abcdef.json", "{\"format\":12}");
        Write("20260126T144327Z-0123456789abcdef.json", "no entry");
        Write("20260127T144327Z-0123456789abcdef.json.tmp", "a leftover");
        string before = Tree();

        CloneStatus? status = await StatusAsync();

        Assert.Equal(before, Tree());
        Assert.Equal([LeftoverKind.NewerFormat, LeftoverKind.NoEntry], status!.Left.Select(left => left.Kind));
        Assert.Equal((1, 1, 1), (status.Running.Count, status.Waiting.Count, status.Handoffs.Count));
    }

    [Fact]
    public async Task The_row_that_landed_last_in_each_folder_is_told_and_how_old_the_knowledge_is()
    {
        string staging = "environments/staging/latest/build_timings.csv";
        Clone.Git("status");
        Sandbox.Seed(GitSandbox.Branch,
            (GitSandbox.Csv, HandoffScene.File(5, 6) + "2026-01-24T14:43:27Z,cut off"),
            (staging, $"{TimingCsv.Header}\n{HandoffScene.Line(7, "staging")}\n"),
            ("environments/NO FOLDER/latest/build_timings.csv", "x"));
        Clone.Git("fetch", "--quiet");
        string heads = Path.Combine(Clone.Folder, ".git", "FETCH_HEAD");
        File.Delete(heads);
        string loose = Path.Combine(Clone.Folder, ".git", "refs", "remotes", "origin", GitSandbox.Branch);
        File.SetLastWriteTimeUtc(loose, Sample.Time.UtcDateTime);

        KnownRegistry registry = (await StatusAsync())!.Registry;

        Assert.Equal(["staging 7", "development 6"], registry.Rows.Select(landed => $"{landed.Folder} {landed.Row.DurationSeconds}"));
        Assert.Equal((false, Sample.Time, null), (registry.IsLocal, registry.Heard, registry.Problem));

        // A fetch that brought nothing new.
        await File.WriteAllTextAsync(heads, $"0123\tnot-for-merge\tbranch '{GitSandbox.Branch}' of example.org:platform\n");
        File.SetLastWriteTimeUtc(heads, Sample.Time.AddMinutes(5).UtcDateTime);
        Assert.Equal(Sample.Time.AddMinutes(5), (await StatusAsync())!.Registry.Heard);
    }

    [Fact]
    public async Task Rows_that_stay_here_are_looked_for_here()
    {
        Clone.Finish(9);
        await Clone.LandAsync(PublishPolicy.None);

        KnownRegistry registry = (await StatusAsync(PublishPolicy.None))!.Registry;

        Assert.Equal((true, null, 9), (registry.IsLocal, registry.Heard, Assert.Single(registry.Rows).Row.DurationSeconds));
        Assert.Equal(registry.Rows, (await StatusAsync())!.Registry.Rows);
    }

    [Fact]
    public async Task Without_a_registry_there_is_none_and_without_a_repository_there_is_nothing()
    {
        using var folder = new TemporaryFolder();

        Assert.True((await StatusAsync())!.Registry is { IsMissing: true, Problem: null, Rows.Count: 0 });
        Assert.Null(await new BuildTimingSession(new BuildTimingOptions { Folder = folder.Path }).StatusAsync());
    }

    [Fact]
    public async Task Of_the_handoffs_that_were_fetched_those_count_that_the_registry_has_not_merged()
    {
        _scene.Wait(1, 2, 3);
        Clone.Git("fetch", "--quiet");
        Assert.Equal(3, (await StatusAsync())!.Handoffs.Count);
        Assert.Empty((await _scene.MergeAsync()).Left);
        _scene.Wait(4);
        Clone.Git("fetch", "--quiet");
        string heads = Path.Combine(Clone.Folder, ".git", "FETCH_HEAD");

        KnownQueue queue = (await StatusAsync())!.Handoffs;

        Assert.Equal((1, Sample.Time, new DateTimeOffset(File.GetLastWriteTimeUtc(heads))), (queue.Count, queue.Oldest, queue.Heard));
    }

    [Fact]
    public async Task In_a_clone_without_files_nothing_is_fetched()
    {
        Sandbox.Git(Sandbox.Remote, "config", "uploadpack.allowFilter", "true");
        Sandbox.Seed(GitSandbox.Branch, (GitSandbox.Csv, HandoffScene.File(5)));
        TestRepository partial = Sandbox.Clone("partial", "--no-local", "--filter=blob:none");
        string connections = Sandbox.Path("connections");
        partial.Git("config", "remote.origin.uploadpack",
            Sandbox.Script("counts", $"echo once >>{connections}\nexec git-upload-pack \"$@\""));

        CloneStatus? status = await StatusAsync(folder: partial.Folder);

        Assert.NotNull(status);
        Assert.Empty(status.Registry.Rows);
        Assert.False(File.Exists(connections));
    }

    private Task<CloneStatus?> StatusAsync(PublishPolicy policy = PublishPolicy.Auto, string? folder = null)
    {
        var clock = new FakeClock();
        clock.Advance(Now - clock.GetUtcNow());
        return new BuildTimingSession(new BuildTimingOptions
        {
            Folder = folder ?? Clone.Folder,
            Policy = policy,
            Clock = clock,
            Warn = Assert.Fail,
        }).StatusAsync();
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(Clone.PhaseJournal.Folder, name), text);

    private string Tree() => string.Join('\n', new DirectoryInfo(Path.Combine(Clone.Folder, ".git"))
        .EnumerateFileSystemInfos("*", SearchOption.AllDirectories).OrderBy(file => file.FullName, StringComparer.Ordinal)
        .Select(file => $"{file.FullName} {file.LastWriteTimeUtc.Ticks} {file.UnixFileMode} "
            + (file is FileInfo ? Convert.ToHexString(File.ReadAllBytes(file.FullName)) : "")));

    private static Step Stage(string name, StepOutcome outcome) => new()
    {
        Kind = StepKind.Stage,
        Name = name,
        Start = Sample.Time.AddMinutes(2),
        Duration = TimeSpan.Zero,
        Outcome = outcome,
    };
}
