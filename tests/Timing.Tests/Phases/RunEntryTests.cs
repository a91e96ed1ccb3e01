using BuildTiming.Journal;
using BuildTiming.Model;
using BuildTiming.Phases;
using Timing.Tests.Journal;
using Timing.Tests.Running;

namespace Timing.Tests.Phases;

/// <summary>What the journal is told of a run while it goes on, and when.</summary>
public sealed class RunEntryTests : IDisposable
{
    private readonly PhaseScene _scene = new();
    private readonly RunEntry _entry = new(new StandingTimers());

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task Stages_that_come_faster_than_a_note_a_second_wait_for_the_next_one_and_the_end_waits_for_none()
    {
        int asked = 0;
        var isAsked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        IReadOnlyList<Step> Steps()
        {
            asked++;
            isAsked.TrySetResult();
            return [Sample.Resource(asked)];
        }

        _entry.Begin(_scene.Journal, Sample.Start(), logFile: null);
        _entry.Progressed(Steps);
        await isAsked.Task.WaitAsync(HostProcess.Bound, TimeProvider.System);
        for (int i = 0; i < 1_000; i++) _entry.Progressed(Steps);
        _entry.Complete();
        _entry.Progressed(Steps);

        Assert.Equal(1, asked);
        Assert.Equal([Sample.Resource()], Assert.Single(Entries()).Steps);
    }

    [Fact]
    public async Task A_note_that_fails_costs_neither_the_next_one_nor_the_end()
    {
        var isAsked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _entry.Begin(_scene.Journal, Sample.Start(), logFile: null);
        _entry.Progressed(() =>
        {
            isAsked.SetResult();
            throw new InvalidOperationException("a reader with a defect");
        });
        await isAsked.Task.WaitAsync(HostProcess.Bound, TimeProvider.System);
        _entry.Started(Environment.ProcessId);
        _entry.Complete();
        JournalEntry running = Assert.Single(Entries());
        Assert.Equal(Environment.ProcessId, running.Command?.Pid);

        Assert.Null(_entry.Finish(_scene.Journal, running.Start, null, running.Row(), [Sample.Resource()]));
        Assert.Equal([Sample.Resource()], Assert.Single(Entries()).Steps);
    }

    [Fact]
    public void Without_a_journal_there_is_nothing_to_tell()
    {
        _entry.Begin(journal: null, Sample.Start(), logFile: null);
        _entry.Progressed(() => throw new InvalidOperationException("nobody asks"));
        _entry.Started(Environment.ProcessId);
        _entry.Complete();
        Assert.Empty(Entries());
    }

    private IReadOnlyList<JournalEntry> Entries() => _scene.Journal.Entries(Assert.Fail);

    /// <summary>No wait is ever over.</summary>
    private sealed class StandingTimers : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }
}
