using BuildTiming.Processes;

namespace BuildTiming.Running.Stopping;

/// <summary>The processes of a phase's command: the command, its descendants, and those of them whose parents have gone.</summary>
/// <remarks>
/// On Linux orphans become children of this process (see <see cref="NativeProcesses.AdoptOrphans"/>); everything below this process
/// belongs to the command, except what was there before it. Elsewhere an orphan is out of sight, and the pipe that it holds is what tells.
/// </remarks>
internal sealed class CommandTree(int command, IReadOnlySet<int> others)
{
    /// <summary>The children of this process now, to be left out of a command's tree that is started next.</summary>
    public static HashSet<int> CurrentChildren() =>
        [.. ProcessTable.Read().Where(process => process.Parent == Environment.ProcessId).Select(process => process.Id)];

    /// <summary>Those that are alive, parents before their children.</summary>
    public IReadOnlyList<ProcessEntry> Read()
    {
        IReadOnlyList<ProcessEntry> all = ProcessTable.Read();
        ILookup<int, ProcessEntry> children = all.ToLookup(process => process.Parent);
        var members = all.Where(IsTop).ToList();
        for (int i = 0; i < members.Count; i++) members.AddRange(children[members[i].Id]);
        return [.. members.Where(process => !process.HasEnded)];
    }

    /// <summary>Buries the orphans that have ended: they were adopted here, and nobody else waits for them.</summary>
    public void ReapOrphans()
    {
        foreach (ProcessEntry process in ProcessTable.Read())
        {
            if (process.HasEnded && process.Id != command && process.Parent == Environment.ProcessId && IsTop(process)) NativeProcesses.Reap(process.Id);
        }
    }

    private bool IsTop(ProcessEntry process) =>
        process.Id == command || (process.Parent == Environment.ProcessId && !others.Contains(process.Id) && OperatingSystem.IsLinux());
}
