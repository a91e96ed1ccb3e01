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
            PublishPolicy policy = Policy(context);
            _publication = WithinBudget((budget, stop) => publisher.PublishAsync(policy, budget, stop));
            FoundNothing = _publication.Published.Count + _publication.Kept.Count == 0;
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

    private PublishPolicy Policy(ICakeContext context)
    {
        if (options.Publish != PublishPolicy.Auto) return options.Publish;
        if (recording.Branch is not { } branch || !branch.HasRemoteAsync(CancellationToken.None).GetAwaiter().GetResult()) return PublishPolicy.None;
        bool inCi = context.Environment.GetEnvironmentVariable("CI") == "true" || !context.BuildSystem().IsLocalBuild;
        return inCi ? PublishPolicy.Direct : PublishPolicy.Handoff;
    }
}
