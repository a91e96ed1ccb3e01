using BuildTiming.Insight;
using BuildTiming.Journal;
using BuildTiming.Journal.Unfinished;
using BuildTiming.Model;
using BuildTiming.Processes;
using BuildTiming.Registry;
using BuildTiming.Rows;
using BuildTiming.Sessions.Status;
using Cake.BuildTiming;
using Cake.BuildTiming.Output;
using Cake.BuildTiming.Output.Status;

namespace Build.Tests.Output;

public sealed class StatusTextTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 27, 12, 0, 0, TimeSpan.Zero);

    private static readonly KnownRegistry NoRegistry = new([], IsLocal: false, null) { IsMissing = true };
    private static readonly CloneStatus Quiet = new([], [], [], new KnownQueue(0, null, null), NoRegistry);

    private static readonly CloneStatus Busy = new(
        [Running("bootstrap-persistent", "dev", PhaseState.Running)],
        [Waiting("apply-persistent", 131, 0), Waiting("bootstrap-persistent", 460, 1)],
        [new Leftover(LeftoverKind.NewerFormat, "/work/.git/build-timings/a.json", Now.AddDays(-3))],
        new KnownQueue(3, Now.AddDays(-2), Now.AddMinutes(-12)),
        new KnownRegistry([Landed("teardown-persistent", "staging", 3062, 1)], IsLocal: false, Now.AddMinutes(-2)));

    [Fact]
    public void At_80_columns_everything_stands_in_a_line_or_two() => Assert.Equal(
        """
        Running now:
          bootstrap-persistent (dev) 7m 12s of ~16m 36s, ~9m 24s left
            ArgoCD sync wait for 4m 10s, pid 4242
            logs/build-timings/bootstrap-persistent.log
        Waiting here to be published: 2 rows
          ✓ apply-persistent (dev) 2m 11s, 3 hours ago
          ✕ bootstrap-persistent (dev) 7m 40s, exit 1, 3 hours ago
          The next run publishes what is there, and so does:
            ./build.sh --target=CommitTimings
        Waiting on origin to be merged: 3 handoffs (the oldest 2 days old),
          as known 12 minutes ago
        In the journal 1 file (3 days old) of a newer version of this host, which
          publishes what is in there:
            /work/.git/build-timings/a.json
        Landed last on origin/governance-registry, as known 2 minutes ago:
          ✕ teardown-persistent (staging) 51m 02s, exit 1, 3 hours ago
        """, Text(Busy));

    [Fact]
    public void At_40_columns_no_line_is_wider_but_paths_and_commands() => Assert.All(
        Text(Busy, columns: 40).Split('\n'),
        line => Assert.True(line.Length <= 40 || line.StartsWith("    ", StringComparison.Ordinal), line));

    [Fact]
    public void In_ASCII_the_signs_are_words() =>
        Assert.Contains("\n  ok apply-persistent (dev) 2m 11s", Text(Busy, unicode: false));

    [Fact]
    public void A_quiet_clone_is_two_sentences() => Assert.Equal(
        """
        Nothing runs here, and nothing waits.
        No row has landed yet: there is no branch governance-registry here, nor on
          origin as last fetched.
        """, Text(Quiet));

    [Theory]
    [InlineData((int)PhaseState.Orphaned, "its host was killed, its command still runs\n    started 2026-03-27T11:52:48Z as pid 7\n")]
    [InlineData((int)PhaseState.Killed, "its host was killed: the next run records it\n    started 2026-03-27T11:52:48Z\n")]
    [InlineData((int)PhaseState.Elsewhere, "of the host build-7; nobody here can tell\n    whether it still runs\n    started 2026")]
    public void What_has_no_end_and_does_not_run_says_so(int state, string text) => Assert.StartsWith(
        "Without an end:\n  apply-persistent (dev) " + text,
        Text(Quiet with { Running = [Running("apply-persistent", "dev", (PhaseState)state)] }));

    [Fact]
    public void Without_earlier_runs_nothing_is_estimated_and_beyond_all_of_them_that_is_said()
    {
        UnfinishedPhase phase = Running("apply-persistent", "dev", PhaseState.Running) with { Stage = null };

        Assert.Contains("apply-persistent (dev) 7m 12s\n    pid 4242\n", Text(Quiet with { Running = [phase with { Estimate = null }] }));
        Assert.Contains("apply-persistent (dev) 7m 12s, longer than any of 14 runs (6m 00s)\n", Text(Quiet with
        {
            Running = [phase with { Estimate = new Estimate(default, default, 14, IsBeyond: true, TimeSpan.FromMinutes(6)) }],
        }));
    }

    [Fact]
    public void One_environment_alone_says_how_much_there_is_of_others()
    {
        CloneStatus both = Busy with { Running = [.. Busy.Running, Running("teardown-persistent", "staging", PhaseState.Running)] };
        string text = Text(both, env: "staging");

        Assert.Contains("  teardown-persistent (staging) 7m 12s", text);
        Assert.DoesNotContain("(dev)", text);
        Assert.EndsWith("\n3 runs of other environments: see without --env.", text);
        Assert.StartsWith("Nothing of prod runs here, and nothing of it waits.\n", Text(Quiet, env: "prod"));
        Assert.EndsWith("\nNo such row has landed yet on origin/governance-registry, as known 2 minutes\n  ago.", Text(Busy with
        {
            Running = [],
            Waiting = [],
        }, env: "prod"));
    }

    [Fact]
    public void Of_many_rows_the_newest_are_shown_and_the_age_of_the_oldest()
    {
        CloneStatus many = Quiet with { Waiting = [.. Enumerable.Range(0, 8000).Select(_ => Waiting("apply-persistent", 131, 0))] };

        Assert.StartsWith("Waiting here to be published: 8000 rows, the oldest 4 hours old\n", Text(many));
        Assert.Contains("\n    and 7995 earlier ones\n", Text(many));
        Assert.Equal(5, Text(many).Split("2m 11s").Length - 1);
    }

    [Fact]
    public void A_registry_that_cannot_be_read_is_one_sentence() => Assert.EndsWith(
        "\nThe registry was not read: git did not answer within 5 s",
        Text(Quiet with { Registry = new KnownRegistry([], IsLocal: false, null) { Problem = "git did not answer within 5 s" } }));

    private static string Text(CloneStatus status, int columns = 80, bool unicode = true, string? env = null)
    {
        var options = new TimingOptions { PublishCommand = "./build.sh --target=CommitTimings" };
        var text = new StatusText(status, options, Now, new LineStyle(columns, unicode)) { Logs = new LogPlace(null, "/work") };
        return string.Join('\n', text.Lines(env));
    }

    private static UnfinishedPhase Running(string phase, string env, PhaseState state) =>
        new(Entry(phase, env, Now - TimeSpan.FromSeconds(432)), state)
        {
            Elapsed = TimeSpan.FromSeconds(432),
            Stage = "ArgoCD sync wait",
            InStage = TimeSpan.FromSeconds(250),
            Processes = [7],
            Usual = new UsualDuration(14, TimeSpan.FromSeconds(996), TimeSpan.FromSeconds(1140), TimeSpan.FromSeconds(1187)),
            Estimate = new Estimate(TimeSpan.FromSeconds(564), TimeSpan.FromSeconds(700), 14, IsBeyond: false, TimeSpan.FromSeconds(1187)),
        };

    private static JournalEntry Waiting(string phase, long seconds, int exitCode)
    {
        JournalEntry entry = Entry(phase, "dev", Now.AddHours(-4));
        return entry with { State = EntryState.Finished, Row = entry.Start.Finish(seconds, exitCode, ResourceCounts.None) };
    }

    private static JournalEntry Entry(string phase, string env, DateTimeOffset start) => new()
    {
        Start = new PhaseStart
        {
            RunId = RunId.Create(start),
            Phase = phase,
            Env = env,
            Folder = env,
            BuildId = "persistent",
            Start = start,
            Flags = "",
            LogPath = $"logs/build-timings/{phase}.log",
        },
        Owner = new ProcessIdentity { Pid = 4242, StartTime = "1", BootId = "b", Host = "build-7 0123", Namespace = "" },
        LogFile = null,
        State = EntryState.Running,
    };

    private static LandedRow Landed(string phase, string env, long seconds, int exitCode) => new(env, new RegistryRow
    {
        LineNumber = 1,
        StartUtc = Now.AddHours(-4),
        EndUtc = Now.AddHours(-3),
        Phase = phase,
        Env = env,
        BuildId = "persistent",
        DurationSeconds = seconds,
        ExitCode = exitCode,
    });
}
