using System.Diagnostics;
using BuildTiming.Journal;

namespace Timing.Tests.Journal;

public sealed class PublishLockTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly PhaseJournal _journal;

    public PublishLockTests() => _journal = new PhaseJournal(_folder["build-timings"]);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void One_publisher_at_a_time_has_the_lock()
    {
        using (var first = PublishLock.TryAcquire(_journal))
        {
            Assert.NotNull(first);
            Assert.Null(PublishLock.TryAcquire(_journal));
        }

        using var next = PublishLock.TryAcquire(_journal);
        Assert.NotNull(next);
    }

    [Fact]
    public async Task A_waiting_publisher_gets_the_lock_when_it_is_free()
    {
        PublishLock first = PublishLock.TryAcquire(_journal)!;
        Task<PublishLock> waiting = PublishLock.AcquireAsync(_journal, TimeProvider.System, CancellationToken.None);
        Assert.False(waiting.IsCompleted);

        first.Dispose();

        using PublishLock second = await waiting;
        Assert.Null(PublishLock.TryAcquire(_journal));
    }

    [Fact]
    public async Task Waiting_ends_when_it_is_cancelled()
    {
        using var first = PublishLock.TryAcquire(_journal);
        using var cancellation = new CancellationTokenSource();
        Task<PublishLock> waiting = PublishLock.AcquireAsync(_journal, TimeProvider.System, cancellation.Token);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task Whoever_gave_up_waiting_does_not_keep_the_lock_from_those_behind()
    {
        PublishLock first = PublishLock.TryAcquire(_journal)!;
        using var cancellation = new CancellationTokenSource();
        Task<PublishLock> impatient = PublishLock.AcquireAsync(_journal, TimeProvider.System, cancellation.Token);
        Task<PublishLock>[] patient =
            [.. Enumerable.Range(0, 8).Select(_ => PublishLock.AcquireAsync(_journal, TimeProvider.System, CancellationToken.None))];

        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        first.Dispose();

        await foreach (Task<PublishLock> next in Task.WhenEach(patient))
        {
            Assert.Null(PublishLock.TryAcquire(_journal));
            (await next).Dispose();
        }
    }

    [Fact]
    public void A_child_process_does_not_inherit_the_lock()
    {
        PublishLock first = PublishLock.TryAcquire(_journal)!;
        using Process child = Process.Start(new ProcessStartInfo("cat") { RedirectStandardInput = true })!;
        first.Dispose();

        using var second = PublishLock.TryAcquire(_journal);
        child.StandardInput.Close();
        child.WaitForExit();

        Assert.NotNull(second);
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_an_error_and_no_wait()
    {
        File.WriteAllText(_folder["file"], "");
        Assert.ThrowsAny<IOException>(() => PublishLock.TryAcquire(new PhaseJournal(_folder["file", "build-timings"])));

        Directory.CreateDirectory(_folder["build-timings", "publish.lock"]);
        Assert.ThrowsAny<Exception>(() => PublishLock.TryAcquire(_journal));
    }
}
