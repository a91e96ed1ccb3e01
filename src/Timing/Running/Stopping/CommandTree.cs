using System.Globalization;
using BuildTiming.Processes;

namespace BuildTiming.Running.Stopping;

/// <summary>The processes of a phase's command: the command, its descendants, and those of them whose parents have gone.</summary>
/// <remarks>
/// A descendant is known once it was seen. One that lost its parent unseen is a child of this process on Linux, which adopts orphans (see
/// <see cref="NativeProcesses.AdoptOrphans"/>), as this process's own helpers and other commands are: the command's id in its environment
/// tells them apart (<see cref="CommandProcesses"/>), or the command's output pipe that it holds. Elsewhere such an orphan is out of sight,
/// and only the pipe tells of it.
/// </remarks>
internal sealed class CommandTree
{
    private static readonly string[] Outputs = ["1", "2"];

    private readonly string _id;
    private readonly string? _pipe;
    private readonly int _probe;
    private readonly Lock _gate = new();
    private Dictionary<int, ProcessEntry> _known = [];

    /// <summary>The tree of a command that has just been started.</summary>
    /// <param name="command">The command's process.</param>
    /// <param name="id">What is in the environment of that command alone.</param>
    /// <param name="pipe">What <c>/proc</c> calls its output pipe, for example <c>pipe:[4711]</c>; null where that is not known.</param>
    /// <param name="probe">A process that has it in its environment, too, and is no part of the command.</param>
    public CommandTree(int command, string id, string? pipe, int probe)
    {
        Command = new ProcessEntry(command, Environment.ProcessId, Group: 0, Name: "", HasEnded: false);
        (_id, _pipe, _probe) = (id, pipe, probe);
        try
        {
            if (ProcessTable.Find(command) is { } found) Command = found;
            else return;
        }
        catch (Exception)
        {
            // The boundary: a process table that cannot be read must not keep a command from running.
        }

        _known[command] = Command;
    }

    /// <summary>The command's own process, as it was at its start.</summary>
    public ProcessEntry Command { get; }

    /// <summary>Those that are alive, parents before their children.</summary>
    public IReadOnlyList<ProcessEntry> Read()
    {
        lock (_gate)
        {
            IReadOnlyList<ProcessEntry> all = ProcessTable.Read();
            ILookup<int, ProcessEntry> children = all.ToLookup(process => process.Parent);
            var members = new Dictionary<int, ProcessEntry>();
            foreach (ProcessEntry top in all.Where(IsTop)) members[top.Id] = top;
            var open = new Queue<ProcessEntry>(members.Values);
            while (open.TryDequeue(out ProcessEntry? member))
            {
                foreach (ProcessEntry child in children[member.Id])
                    if (members.TryAdd(child.Id, child)) open.Enqueue(child);
            }

            _known = members;
            return [.. Ordered(members, children).Where(process => !process.HasEnded)];
        }
    }

    private static IEnumerable<ProcessEntry> Ordered(Dictionary<int, ProcessEntry> members, ILookup<int, ProcessEntry> children)
    {
        var ordered = members.Values.Where(process => !members.ContainsKey(process.Parent)).ToList();
        for (int i = 0; i < ordered.Count; i++) ordered.AddRange(children[ordered[i].Id]);
        return ordered;
    }

    private bool IsTop(ProcessEntry process) =>
        _known.TryGetValue(process.Id, out ProcessEntry? known) ? known.IsSameAs(process) : OperatingSystem.IsLinux() && IsAdopted(process);

    private bool IsAdopted(ProcessEntry process) => process.Parent == Environment.ProcessId && !process.HasEnded && process.Id != _probe
        && (CommandProcesses.Inherits(process, _id) || (_pipe is not null && Outputs.Any(output => Link(process.Id, output) == _pipe)));

    private static string? Link(int process, string descriptor)
    {
        try
        {
            return new FileInfo(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/fd/{descriptor}")).LinkTarget;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
