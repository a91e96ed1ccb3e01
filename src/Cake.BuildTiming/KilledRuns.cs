using System.Globalization;
using BuildTiming.Model;
using BuildTiming.Sessions;
using Cake.Core;

namespace Cake.BuildTiming;

/// <summary>Runs whose host was killed: they are recorded, and what they left running can be waited for.</summary>
public sealed class KilledRuns(BuildTimingSession session, TimingOptions options)
{
    /// <summary>Records those that are over; those whose command still runs are left for the next time.</summary>
    public void Recover(ICakeContext context) => Recover(context, isFinal: false);

    /// <summary>
    /// Waits, as long as <see cref="TimingOptions.Settle"/> says, for what killed hosts left running, then records it with what is known by
    /// then.
    /// </summary>
    /// <remarks>
    /// Also after an interrupt: a row whose end is a little early is worth more than none, where the machine is thrown away.
    /// </remarks>
    public void Settle(ICakeContext context)
    {
        if (options.Settle == TimeSpan.Zero) return;
        try
        {
            session.SettleAsync(options.Settle, context.Log.Say).GetAwaiter().GetResult();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            context.Log.Warn($"The commands of killed hosts could not be waited for: {exception.Message}");
        }

        Recover(context, isFinal: true);
    }

    /// <summary>
    /// Records the unfinished runs of <see cref="TimingOptions.AdoptedHost"/>, if there is one: each ends with the last write to its log.
    /// </summary>
    public void Adopt(ICakeContext context)
    {
        if (options.AdoptedHost is { } host && session.Adopt(host) is { } report) Tell(context, report);
    }

    private static void Tell(ICakeContext context, RecoveredRuns report)
    {
        foreach (string warning in report.Warnings) context.Log.Warn(warning);
        foreach (TimingRow row in report.Rows)
            context.Log.Warn($"{row.Phase} of {Utc(row.Start)} was killed; it is recorded with exit code {row.ExitCode}.");
    }

    private void Recover(ICakeContext context, bool isFinal)
    {
        if (session.Recover(isFinal) is not { } report) return;
        Tell(context, report);
        if (options.Settle > TimeSpan.Zero) return;
        foreach (PhaseStart run in report.AtWork)
        {
            string command = options.SettleCommand is { } settle ? $", or by:\n  {settle}" : ".";
            context.Log.Warn($"The host of {run.Phase} of {Utc(run.Start)} was killed, and its command still runs. The run is recorded "
                + $"after its end, by the next run{command}");
        }
    }

    // As rows name it.
    private static string Utc(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
