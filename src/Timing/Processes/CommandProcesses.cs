using System.Text;

namespace BuildTiming.Processes;

/// <summary>
/// The processes of phases' commands at one moment, found after the hosts that started them, and shells in between, are gone.
/// </summary>
/// <remarks>
/// They inherit a variable that names the run, and on Linux the environment that a process started with can be read. Not found are
/// processes of other users, those started with an emptied environment (<c>env -i</c>, <c>sudo</c>), and those in containers; and off Linux
/// all but the command's own process.
/// </remarks>
internal sealed class CommandProcesses
{
    /// <summary>
    /// The variable that every process of a command inherits: the ids of the runs and commands that it is part of, the innermost last, with
    /// a colon between them.
    /// </summary>
    public const string Variable = "BUILD_TIMING_RUN";

    private const char Separator = ':';
    private static readonly string[] Terraforms = ["terraform", "tofu"];
    private static readonly byte[] Assignment = Encoding.UTF8.GetBytes(Variable + "=");

    private readonly Dictionary<int, ProcessEntry> _all;
    private readonly HashSet<int> _own;
    private readonly ILookup<string, ProcessEntry> _byMark;

    private CommandProcesses(IReadOnlyList<ProcessEntry> all)
    {
        _all = all.ToDictionary(process => process.Id);
        _own = Ancestry(_all);
        _byMark = all.Where(process => !process.HasEnded && !_own.Contains(process.Id))
            .SelectMany(process => Marks(process.Id), (process, mark) => (Process: process, Mark: mark))
            .ToLookup(found => found.Mark, found => found.Process);
    }

    /// <summary>Looks at all processes that may be looked at.</summary>
    public static CommandProcesses Read() => new(OperatingSystem.IsLinux() ? ProcessTable.Read() : []);

    /// <summary>The variable's value for something that may itself be part of another run's command.</summary>
    /// <param name="id">A run's id, or a command's.</param>
    /// <param name="outer">What it is part of; null for what this process is part of.</param>
    public static string ValueFor(string id, string? outer = null) =>
        (outer ?? Environment.GetEnvironmentVariable(Variable)) is { Length: > 0 } chain ? chain + Separator + id : id;

    /// <summary>The processes of a run that are alive, without this one and its ancestors: nobody waits for itself.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="command">The command's own process, where it is known.</param>
    public IReadOnlyList<ProcessEntry> Of(string runId, ProcessIdentity? command)
    {
        IEnumerable<ProcessEntry> found = _byMark[runId];
        // One that may not be looked at is taken for alive, until it is known to be gone.
        if (command is null || _own.Contains(command.Pid) || command.State() == ProcessState.Gone) return [.. found];
        ProcessEntry root = _all.GetValueOrDefault(command.Pid) ?? new ProcessEntry(command.Pid, 0, 0, "command", HasEnded: false);
        return [root, .. found.Where(process => process.Id != root.Id)];
    }

    /// <summary>
    /// Whether the command is still at work: its own process, or a Terraform, which holds the state's lock. Others may stay for ever.
    /// </summary>
    /// <remarks>Where the host was killed before it could note the command's process, it may be any of them.</remarks>
    public static bool IsAtWork(ProcessEntry process, ProcessIdentity? command) =>
        command is null || process.Id == command.Pid || HoldsLock(process);

    /// <summary>
    /// Whether it is a Terraform or OpenTofu, whatever the link to it is called: it holds the state's lock until its end.
    /// </summary>
    public static bool HoldsLock(ProcessEntry process) =>
        IsTerraform(process.Name) || (OperatingSystem.IsLinux() && IsTerraform(ProcessTable.Program(process.Id)));

    /// <summary>
    /// Whether a process is part of a run, or of a command, by its environment; false also where that cannot be read, and off Linux.
    /// </summary>
    public static bool Inherits(ProcessEntry process, string id) => Marks(process.Id).Contains(id);

    private static bool IsTerraform(string program) => Terraforms.Any(name => program.StartsWith(name, StringComparison.Ordinal));

    private static HashSet<int> Ancestry(Dictionary<int, ProcessEntry> all)
    {
        var own = new HashSet<int>();
        for (int id = Environment.ProcessId; own.Add(id) && all.TryGetValue(id, out ProcessEntry? process);) id = process.Parent;
        return own;
    }

    private static string[] Marks(int process)
    {
        if (!OperatingSystem.IsLinux()) return [];
        ReadOnlySpan<byte> environment = ProcessTable.Environment(process);
        while (!environment.IsEmpty)
        {
            int end = environment.IndexOf((byte)0);
            ReadOnlySpan<byte> variable = end < 0 ? environment : environment[..end];
            if (variable.StartsWith(Assignment)) return Encoding.UTF8.GetString(variable[Assignment.Length..]).Split(Separator);
            environment = end < 0 ? default : environment[(end + 1)..];
        }

        return [];
    }
}
