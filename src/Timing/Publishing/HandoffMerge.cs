using BuildTiming.Git;
using BuildTiming.Handoffs;
using BuildTiming.Merging;
using BuildTiming.Registry;

namespace BuildTiming.Publishing;

/// <summary>Merges the handoffs that wait on the remote into the registry branch, until none is left or the time is over.</summary>
/// <param name="branch">The registry branch.</param>
/// <param name="clock">The clock of budget and back-off.</param>
/// <param name="folderOf">The registry's folder of an environment; by default <see cref="RegistryPath.FolderOfEnvironment"/>.</param>
/// <param name="warn">Told once where the remote takes no atomic pushes.</param>
internal sealed class HandoffMerge(
    RegistryBranch branch, TimeProvider clock, Func<string, string>? folderOf = null, Action<string>? warn = null)
{
    /// <summary>How many go with one push.</summary>
    public BatchSize Size { private get; init; } = new();

    /// <summary>Merges every handoff that can be merged; the others stay in place.</summary>
    /// <param name="budget">How long all of it may take. What was merged by then is merged.</param>
    /// <param name="cancellation">Ends it early; what has not been pushed stays as it is.</param>
    /// <returns>What was merged, what was left, and why. Failures are part of the answer.</returns>
    public async Task<HandoffReport> RunAsync(TimeSpan budget, CancellationToken cancellation)
    {
        using var deadline = new CancellationTokenSource(budget, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
        var report = new HandoffReport();
        var push = new MergePush(branch, warn ?? (_ => { }));
        var batches = new HandoffBatches(branch, push, clock, folderOf ?? RegistryPath.FolderOfEnvironment) { Size = Size };
        var outcome = PublishOutcome.Landed(revision: null);
        try
        {
            do await Repetition.RunAsync(async token => outcome = await batches.MergeNextAsync(report, token), clock, either.Token);
            while (outcome.Kind == PublishOutcomeKind.Landed && batches.Waiting > 0);
            report.Reason = outcome.Reason;
        }
        catch (OperationCanceledException)
        {
            report.IsOutOfTime = !cancellation.IsCancellationRequested;
            report.Reason = report.IsOutOfTime ? $"it was not done within {budget.TotalSeconds:0.#} s" : "the run was interrupted";
            if (outcome.Reason.Length > 0) report.Reason += "; " + outcome.Reason;
        }
        catch (Exception exception) when (exception is GitCommandException or RegistryRefusedException or IOException)
        {
            report.Reason = exception.Message;
        }

        (report.Left, report.Waiting) = (batches.Left, batches.Waiting);
        return report;
    }
}
