using BuildTiming.Journal;
using BuildTiming.Phases;
using BuildTiming.Running;
using Timing.Tests.Publishing;

namespace Timing.Tests.Phases;

/// <summary>Whoever finds out where a phase comes from delays neither its start nor its row.</summary>
public sealed class RunProvenanceTests : IDisposable
{
    private readonly PhaseScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task It_is_asked_while_the_command_works_and_not_before()
    {
        string asked = _scene.Folder["asked"];
        PhaseRecorder recorder = Recorder(_ =>
        {
            File.WriteAllText(asked, "");
            return Task.FromResult("COMMIT=0123456789ab");
        }, new StandingTimers());

        recorder.Open(PhaseScene.Declaration);
        Assert.False(File.Exists(asked));
        await recorder.RunAsync(_scene.Bash($"until test -e {asked}; do sleep 0.02; done"));
        recorder.Close(0);

        Assert.Equal("REGION=eu-west-2 COMMIT=0123456789ab", Assert.Single(recorder.Rows).Flags);
    }

    [Fact]
    public async Task A_phase_that_runs_no_command_is_asked_of_after_a_moment()
    {
        var asked = new TaskCompletionSource();
        PhaseRecorder recorder = Recorder(_ =>
        {
            asked.SetResult();
            return Task.FromResult("COMMIT=0123456789ab");
        });

        recorder.Open(PhaseScene.Declaration);
        await asked.Task;
        recorder.Close(0);

        Assert.Equal("REGION=eu-west-2 COMMIT=0123456789ab", Assert.Single(recorder.Rows).Flags);
    }

    [Fact]
    public async Task One_who_does_not_answer_is_told_to_stop_and_the_row_has_what_he_knows()
    {
        PhaseRecorder recorder = Recorder(async stop =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return "CI_RUN=https://ci.example.org/7";
        }, new ShortPatience());

        await RunAsync(recorder);

        Assert.Equal("REGION=eu-west-2 CI_RUN=https://ci.example.org/7", Assert.Single(recorder.Rows).Flags);
    }

    [Fact]
    public async Task One_who_hangs_costs_his_flags()
    {
        var never = new TaskCompletionSource<string>();
        PhaseRecorder recorder = Recorder(_ => never.Task, new HurryingClock());

        await RunAsync(recorder);

        Assert.Equal("REGION=eu-west-2", Assert.Single(recorder.Rows).Flags);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task One_who_fails_costs_his_flags(bool atOnce)
    {
        PhaseRecorder recorder = Recorder(_ =>
            atOnce ? throw new InvalidOperationException() : Task.FromException<string>(new InvalidOperationException()));

        await RunAsync(recorder);

        Assert.Equal("REGION=eu-west-2", Assert.Single(recorder.Rows).Flags);
        Assert.Empty(_scene.Warnings);
    }

    [Fact]
    public async Task A_flag_that_the_phase_has_already_keeps_its_value()
    {
        PhaseRecorder recorder = Recorder(_ => Task.FromResult("COMMIT=0123456789ab CI_RUN=https://ci.example.org/7"));

        recorder.Open(PhaseScene.Declaration with { Flags = "COMMIT=mine" });
        await recorder.RunAsync(_scene.Bash("printf '╷\n│ Error: no\n╵\n'"));
        recorder.Close(0);

        Assert.Equal("TERRAFORM=failed COMMIT=mine CI_RUN=https://ci.example.org/7", Assert.Single(recorder.Rows).Flags);
    }

    [Fact]
    public async Task The_journal_knows_it_while_the_command_works()
    {
        PhaseRecorder recorder = Recorder(_ => Task.FromResult("COMMIT=0123456789ab"));

        recorder.Open(PhaseScene.Declaration);
        await recorder.RunAsync(_scene.Bash(
            $"cd {_scene.Folder["journal"]}; until grep -q COMMIT=0123456789ab *.json; do sleep 0.02; done; cp *.json ../seen"));

        Assert.Contains("\"Running\"", File.ReadAllText(_scene.Folder["seen"]));
        Assert.Equal("REGION=eu-west-2 COMMIT=0123456789ab", Assert.Single(_scene.Journal.Entries(Assert.Fail)).Start.Flags);
    }

    [Fact]
    public void A_phase_that_is_discarded_asks_nobody()
    {
        bool asked = false;
        PhaseRecorder recorder = Recorder(stop =>
        {
            asked = !stop.IsCancellationRequested;
            return Task.FromResult("");
        });

        recorder.Open(PhaseScene.Declaration);
        recorder.Discard();

        Assert.False(asked);
        Assert.Empty(_scene.Journal.Entries(Assert.Fail));
    }

    private async Task RunAsync(PhaseRecorder recorder)
    {
        recorder.Open(PhaseScene.Declaration);
        await recorder.RunAsync(_scene.Bash("true"));
        recorder.Close(0);
    }

    private PhaseRecorder Recorder(Func<CancellationToken, Task<string>> ask, TimeProvider? clock = null)
    {
        var journal = new Lazy<PhaseJournal?>(_scene.Journal);
        var tee = new ProcessTee(_scene.Clock);
        return new(_scene.Folder.Path, journal, tee, clock ?? _scene.Clock, _scene.Warnings.Add) { Provenance = new Source(ask) };
    }

    private sealed class Source(Func<CancellationToken, Task<string>> ask) : IProvenance
    {
        public Func<CancellationToken, Task<string>> Begin() => ask;
    }

    /// <summary>The patience with one who does not answer is over at once, and that with one who has been told to stop is not.</summary>
    private sealed class ShortPatience : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, dueTime <= TimeSpan.FromSeconds(2) ? TimeSpan.Zero : Timeout.InfiniteTimeSpan, period);
    }

    /// <summary>Nothing that is waited for is ever over.</summary>
    private sealed class StandingTimers : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }
}
