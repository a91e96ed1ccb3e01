using Build.Options;
using BuildTiming.Phases;
using BuildTiming.Publishing;
using BuildTiming.Running.Stopping;
using Cake.Common.Build;
using Cake.Core;

namespace Build.Timing;

/// <summary>Publishes the journal's finished rows, when they are due.</summary>
public sealed class RowPublishing(BuildOptions options, Recording recording, PhaseTimer timer, Interrupts interrupts, TimeProvider clock)
{
    /// <summary>How long publishing may still take after an interrupt.</summary>
    private static readonly TimeSpan AfterInterrupt = TimeSpan.FromSeconds(5);

    private int _rowsSeen;
    private Publication _publication = Publication.Nothing;

    /// <summary>Phases have ended since rows were last published.</summary>
    public bool IsDue => timer.Rows.Count > _rowsSeen;

    /// <summary>The journal was looked at, and no finished row waited in it.</summary>
    public bool FoundNothing { get; private set; }

    /// <summary>Publishes every finished row of the journal.</summary>
    public void Publish(ICakeContext context)
    {
        _rowsSeen = timer.Rows.Count;
        try
        {
            if (recording.Publisher is not { } publisher) return;
            _publication = WithinBudget(async (budget, stop) =>
            {
                long start = clock.GetTimestamp();
                PublishPolicy policy = await PolicyAsync(context, budget, stop);
                TimeSpan left = budget - clock.GetElapsedTime(start);
                return await publisher.PublishAsync(policy, left > TimeSpan.Zero ? left : TimeSpan.Zero, stop);
            });
            FoundNothing = _publication.Published.Count + _publication.Kept.Count == 0;
        }
        catch (OperationCanceledException)
        {
            // Whether there is a remote was not found out in time: that is no "no", at which the rows would go to the local branch.
            context.Log.Warn($"The timing rows could not be published: git did not tell in time whether there is a remote '{options[KnownOptions.RegistryRemote]}'.\n"
                + $"Nothing is lost: kept in {recording.Spool?.Folder}. The next run publishes what is there, and so does:\n  {options.Repeat("CommitTimings")}");
        }
        catch (Exception exception)
        {
            // The boundary: whatever goes wrong in publishing, the build's outcome stands.
            context.Log.Warn($"The timing rows could not be published: {exception.Message}");
        }
    }

    /// <summary>Says where the rows are now, if any were published or kept.</summary>
    public void Report(ICakeContext context) => new PublicationReport(_publication, options, recording).Write(context);

    /// <summary>Does something with the registry within the time that it may take: the budget, or a few seconds once the run is interrupted.</summary>
    public T WithinBudget<T>(Func<TimeSpan, CancellationToken, Task<T>> work)
    {
        TimeSpan budget = interrupts.Requested && options.PublishBudget > AfterInterrupt ? AfterInterrupt : options.PublishBudget;
        using var stop = new CancellationTokenSource(Timeout.InfiniteTimeSpan, clock);
        using CancellationTokenRegistration registration = interrupts.Token.Register(() => stop.CancelAfter(AfterInterrupt));
        return work(budget, stop.Token).GetAwaiter().GetResult();
    }

    private async Task<PublishPolicy> PolicyAsync(ICakeContext context, TimeSpan budget, CancellationToken stop)
    {
        if (options.Publish != PublishPolicy.Auto) return options.Publish;
        using var deadline = new CancellationTokenSource(budget, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, stop);
        if (recording.Branch is not { } branch || !await branch.HasRemoteAsync(either.Token)) return PublishPolicy.None;
        bool inCi = context.Environment.GetEnvironmentVariable("CI") == "true" || !context.BuildSystem().IsLocalBuild;
        return inCi ? PublishPolicy.Direct : PublishPolicy.Handoff;
    }
}
