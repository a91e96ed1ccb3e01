using Build.Options;
using BuildTiming.Capture;
using BuildTiming.Registry;
using Cake.Common.Build;
using Cake.Core;
using Cake.Core.Diagnostics;

namespace Build.Timing;

/// <summary>Publishes the journal's finished rows, once in a run.</summary>
public sealed class RowPublishing(BuildOptions options, Recording recording, Interrupts interrupts, TimeProvider clock)
{
    /// <summary>How long publishing may still take after an interrupt.</summary>
    private static readonly TimeSpan AfterInterrupt = TimeSpan.FromSeconds(5);

    /// <summary>Publishing was tried in this run.</summary>
    public bool IsDone { get; private set; }

    /// <summary>Publishes, unless that was done already, and says where the rows are now.</summary>
    public void Publish(ICakeContext context)
    {
        if (IsDone) return;
        IsDone = true;
        try
        {
            if (recording.Publisher is not { } publisher) return;
            Publication publication = PublishAsync(publisher, Policy(context)).GetAwaiter().GetResult();
            new PublicationReport(publication, options, recording).Write(context);
        }
        catch (Exception exception)
        {
            // The boundary: whatever goes wrong in publishing, the build's outcome stands.
            context.Log.Warning("The timing rows could not be published: {0}", exception.Message);
        }
    }

    private async Task<Publication> PublishAsync(Publisher publisher, PublishPolicy policy)
    {
        TimeSpan budget = interrupts.Requested && options.PublishBudget > AfterInterrupt ? AfterInterrupt : options.PublishBudget;
        using var stop = new CancellationTokenSource(Timeout.InfiniteTimeSpan, clock);
        await using CancellationTokenRegistration registration = interrupts.Token.Register(() => stop.CancelAfter(AfterInterrupt));
        return await publisher.PublishAsync(policy, budget, stop.Token);
    }

    private PublishPolicy Policy(ICakeContext context)
    {
        if (options.Publish != PublishPolicy.Auto) return options.Publish;
        if (recording.Branch is not { } branch || !branch.HasRemoteAsync(CancellationToken.None).GetAwaiter().GetResult()) return PublishPolicy.None;
        bool inCi = context.Environment.GetEnvironmentVariable("CI") == "true" || !context.BuildSystem().IsLocalBuild;
        return inCi ? PublishPolicy.Direct : PublishPolicy.Handoff;
    }
}
