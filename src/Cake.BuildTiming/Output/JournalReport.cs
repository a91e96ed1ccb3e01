using BuildTiming.Sessions;
using Cake.Core;

namespace Cake.BuildTiming.Output;

/// <summary>Names, at the end of a run, what is left that it can neither publish nor judge: how old it is, and what to do.</summary>
internal sealed class JournalReport(BuildTimingSession session, TimingOptions options)
{
    /// <summary>Says what is left, if anything is.</summary>
    public void WriteLeftovers(ICakeContext context)
    {
        try
        {
            foreach (string message in session.FindLeftovers(options.AdoptCommand, options.PublishCommand)) context.Log.Warn(message);
        }
        catch (Exception exception)
        {
            // The boundary: what is said of the journal never changes the outcome of a build.
            context.Log.Warn($"The journal could not be looked through: {exception.Message}");
        }
    }

    /// <summary>Says of rows of this run that they could not be recorded at all, and what they are.</summary>
    public void WriteUnrecorded(ICakeContext context)
    {
        IReadOnlyList<string> rows = session.RecordAgain();
        if (rows.Count == 0) return;
        context.Log.Warn("Not recorded, also when tried again at the end of this run. "
            + "The next run records these with exit code 137 if their start was noted:\n"
            + string.Join('\n', rows.Select(row => "  " + row)));
    }
}
