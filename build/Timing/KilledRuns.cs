using BuildTiming.Journal;
using BuildTiming.Model;
using BuildTiming.Output.Terraform;
using BuildTiming.Running.Stopping;

namespace Build.Timing;

/// <summary>Runs whose host was killed: they are recorded, and what they left running can be waited for.</summary>
public sealed class KilledRuns(Recording recording, Interrupts interrupts, TimeProvider clock)
{
    /// <summary>Records those that are over; those whose command still runs are left for the next time.</summary>
    public void Recover(BuildContext context) => Recover(context, isFinal: false);

    /// <summary>Waits as long as <c>--settle</c> says for what killed hosts left running, then records it with what is known by then.</summary>
    /// <remarks>Also after an interrupt: a row whose end is a little early is worth more than none, where the machine is thrown away.</remarks>
    public void Settle(BuildContext context)
    {
        if (recording.Spool is not { } spool || context.Options.Settle == TimeSpan.Zero) return;
        try
        {
            new Settlement(spool, clock).WaitAsync(context.Options.Settle, context.Log.Say, interrupts.Token).GetAwaiter().GetResult();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            context.Log.Warn($"The commands of killed hosts could not be waited for: {exception.Message}");
        }

        Recover(context, isFinal: true);
    }

    private void Recover(BuildContext context, bool isFinal)
    {
        if (recording.Spool is not { } spool) return;
        RecoveryReport report = new Recovery(spool, LogResources.Count, clock).Run(isFinal);
        foreach (string warning in report.Warnings) context.Log.Warn(warning);
        foreach (JournalEntry entry in report.Recovered)
            context.Log.Warn($"{entry.Start.Phase} of {Utc.Format(entry.Start.Start)} was killed; it is recorded with exit code {entry.Row?.ExitCode}.");
        if (context.Options.Settle > TimeSpan.Zero) return;
        foreach (JournalEntry entry in report.AtWork)
        {
            context.Log.Warn($"The host of {entry.Start.Phase} of {Utc.Format(entry.Start.Start)} was killed, and its command still runs. The run is recorded "
                + $"after its end, by the next run, or by:\n  {context.Options.Repeat("CommitTimings", (Options.KnownOptions.Settle, "240"))}");
        }
    }
}
