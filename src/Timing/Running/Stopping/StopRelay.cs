using BuildTiming.Processes;

namespace BuildTiming.Running.Stopping;

/// <summary>Brings a stop to every process of a command that has not had it, to each exactly once.</summary>
/// <remarks>
/// All of them are frozen first, until no new one shows up, then signalled, then let go: none is missed because it was being
/// started, and what a script starts in answer to the stop (its clean-up) is not hit by it.
/// </remarks>
internal sealed class StopRelay(CommandTree tree, Witness witness)
{
    private const int Hangup = 1;

    /// <summary>The signal that the command's processes get: SIGTERM for a hangup, which they are shielded from, else the same.</summary>
    public static int Relayed(int signal) => signal == Hangup ? NativeProcesses.Terminate : signal;

    /// <summary>Passes the signal on, leaving out those that a terminal's Ctrl-C, or a kill of the whole group, has reached already.</summary>
    public void PassOn(int signal)
    {
        bool groupHasIt = signal != Hangup && witness.HasReceivedStop();
        int? group = groupHasIt ? NativeProcesses.OwnGroup() : null;
        var frozen = new List<ProcessEntry>();
        try
        {
            Freeze(frozen, group);
            foreach (ProcessEntry process in Recipients(frozen, Relayed(signal))) NativeProcesses.Send(process.Id, Relayed(signal));
        }
        finally
        {
            // Children first: a shell with job control must not find its job stopped.
            for (int i = frozen.Count - 1; i >= 0; i--) NativeProcesses.Send(frozen[i].Id, NativeProcesses.Continue);
        }
    }

    /// <summary>Those that do not get the signal from another one of them.</summary>
    /// <remarks>
    /// Two common programs pass signals on themselves, which would make it twice for their children: timeout(1) sends every one to its
    /// child and once more to its group, so it is left out and ends with its child; make(1) sends a SIGTERM to the recipe that it runs.
    /// </remarks>
    public static IEnumerable<ProcessEntry> Recipients(IReadOnlyList<ProcessEntry> all, int signal)
    {
        HashSet<int> parents = [.. all.Select(process => process.Parent)];
        HashSet<int> makes = [.. all.Where(process => process.Name is "make" or "gmake").Select(process => process.Id)];
        return all.Where(process => !(process.Name == "timeout" && parents.Contains(process.Id))
            && !(signal == NativeProcesses.Terminate && makes.Contains(process.Parent)));
    }

    private void Freeze(List<ProcessEntry> frozen, int? group)
    {
        var seen = new HashSet<int>();
        int before;
        do
        {
            before = frozen.Count;
            foreach (ProcessEntry process in tree.Read())
            {
                if (process.Group == group || !seen.Add(process.Id)) continue;
                NativeProcesses.Send(process.Id, NativeProcesses.Stop);
                frozen.Add(process);
            }
        }
        while (frozen.Count > before);
    }
}
