using BuildTiming.Processes;

namespace BuildTiming.Running.Stopping;

/// <summary>Brings a stop to every process of a command that has not had it, to each exactly once.</summary>
/// <remarks>
/// All of them are frozen first, until no new one shows up, then signalled, then let go: none is missed because it was being
/// started, and what a script starts in answer to the stop (its clean-up) is not hit by it.
/// </remarks>
internal sealed class StopRelay(CommandTree tree, SignalProbe probe)
{
    /// <summary>More rounds than any script needs; a program that forks faster than it can be frozen must not hold the stop.</summary>
    private const int Rounds = 50;

    /// <summary>The signal that the command's processes get: SIGTERM for a hangup, which they are shielded from, else the same.</summary>
    public static int Relayed(int signal) => signal == NativeProcesses.Hangup ? NativeProcesses.Terminate : signal;

    /// <summary>
    /// Passes the signal on, leaving out those that a terminal's Ctrl-C, or a kill of the whole group, has reached already.
    /// </summary>
    /// <returns>Why it may not have reached all of them; null when it has.</returns>
    public string? PassOn(int signal)
    {
        var frozen = new List<ProcessEntry>();
        bool groupHasIt = false;
        string? complaint = null;
        try
        {
            groupHasIt = signal != NativeProcesses.Hangup && probe.HasReceivedStop(signal);
            Freeze(frozen, groupHasIt ? NativeProcesses.OwnGroup() : null);
        }
        catch (Exception exception)
        {
            // The boundary: where the processes cannot be listed, the command at least gets the stop, if it has not had it.
            complaint = $"The stop may not have reached every process of the command: {exception.Message}";
            if (frozen.Count == 0 && !groupHasIt) frozen.Add(tree.Command);
        }

        foreach (ProcessEntry process in Recipients(frozen, Relayed(signal))) NativeProcesses.Send(process.Id, Relayed(signal));
        // Children first: a shell with job control must not find its job stopped.
        for (int i = frozen.Count - 1; i >= 0; i--) NativeProcesses.Send(frozen[i].Id, NativeProcesses.Continue);
        return complaint;
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
        int rounds = 0;
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
        while (frozen.Count > before && ++rounds < Rounds);
    }
}
