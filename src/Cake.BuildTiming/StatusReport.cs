using BuildTiming.Sessions;
using Cake.BuildTiming.Output;
using Cake.BuildTiming.Output.Status;
using Cake.Core;

namespace Cake.BuildTiming;

/// <summary>Says what runs in this clone, what waits in it and on its remote, and what landed last.</summary>
/// <remarks>
/// It creates, changes and fetches nothing, and takes no lock: what is said of the remote is what this clone has heard of it last.
/// </remarks>
public sealed class StatusReport(BuildTimingSession session, TimingOptions options, TimeProvider clock)
{
    /// <summary>Writes it to standard output.</summary>
    /// <param name="context">The run.</param>
    /// <param name="env">The environment that alone is asked for; null, the default, for all.</param>
    public void Write(ICakeContext context, string? env = null)
    {
        foreach (string line in Lines(context.Environment.WorkingDirectory.FullPath, env)) Console.Out.WriteLine(line);
    }

    private IEnumerable<string> Lines(string here, string? env) => session.StatusAsync().GetAwaiter().GetResult() is { } status
        ? new StatusText(status, options, clock.GetUtcNow(), LineStyle.Current()) { Logs = new LogPlace(options.Root, here) }.Lines(env)
        : [$"Nothing is recorded here: {session.Complaint}"];
}
