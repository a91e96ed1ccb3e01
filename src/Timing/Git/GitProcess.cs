using System.ComponentModel;
using System.Diagnostics;

namespace BuildTiming.Git;

/// <summary>Ends a git command whose time is over.</summary>
internal static class GitProcess
{
    public static void End(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It has ended by itself in the meantime.
        }
    }
}
