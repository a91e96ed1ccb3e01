using System.Text;

namespace BuildTiming.Processes;

/// <summary>Finds the processes of a phase's command after the host that started it, and shells in between, are gone.</summary>
/// <remarks>
/// They inherit a variable that names the run, and on Linux the environment that a process started with can be read. Not found are processes of
/// other users, those started with an emptied environment (<c>env -i</c>, <c>sudo</c>), and those in containers; and off Linux all but the
/// command's own process.
/// </remarks>
internal static class CommandProcesses
{
    /// <summary>
    /// The variable that every process of a command inherits: the ids of the runs and commands that it is part of, the innermost last, with a
    /// colon between them.
    /// </summary>
    public const string Variable = "BUILD_TIMING_RUN";

    /// <summary>The variable's value for something that may itself be part of another run's command.</summary>
    /// <param name="id">A run's id, or a command's.</param>
    /// <param name="outer">What it is part of; null for what this process is part of.</param>
    public static string ValueFor(string id, string? outer = null) =>
        (outer ?? Environment.GetEnvironmentVariable(Variable)) is { Length: > 0 } chain ? $"{chain}:{id}" : id;

    /// <summary>The processes of a run that are alive, without this one and its ancestors: nobody waits for itself.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="command">The command's own process, where it is known.</param>
    public static IReadOnlyList<ProcessEntry> Find(string runId, ProcessIdentity? command)
    {
        int? root = command?.State() == ProcessState.Alive ? command.Pid : null;
        if (root is null && !OperatingSystem.IsLinux()) return [];
        IReadOnlyList<ProcessEntry> all = ProcessTable.Read();
        HashSet<int> own = Ancestry(all);
        byte[] mark = Encoding.UTF8.GetBytes(runId);
        return [.. all.Where(process => !process.HasEnded && !own.Contains(process.Id) && (process.Id == root || Inherits(process.Id, mark)))];
    }

    /// <summary>Whether the command is still at work: its own process, or a Terraform, which holds the state's lock. Others may stay for ever.</summary>
    public static bool IsAtWork(ProcessEntry process, ProcessIdentity? command) =>
        process.Id == command?.Pid || HoldsLock(process);

    /// <summary>Whether it is a Terraform or OpenTofu: it holds the state's lock until its end.</summary>
    public static bool HoldsLock(ProcessEntry process) =>
        process.Name.StartsWith("terraform", StringComparison.Ordinal) || process.Name.StartsWith("tofu", StringComparison.Ordinal);

    /// <summary>Whether a process is part of a run, or of a command, by its environment; false also where that cannot be read, and off Linux.</summary>
    public static bool Inherits(ProcessEntry process, string id) => Inherits(process.Id, Encoding.UTF8.GetBytes(id));

    private static HashSet<int> Ancestry(IReadOnlyList<ProcessEntry> all)
    {
        Dictionary<int, int> parents = all.ToDictionary(process => process.Id, process => process.Parent);
        var own = new HashSet<int>();
        for (int id = Environment.ProcessId; own.Add(id) && parents.TryGetValue(id, out int parent);) id = parent;
        return own;
    }

    private static bool Inherits(int process, ReadOnlySpan<byte> runId)
    {
        if (!OperatingSystem.IsLinux()) return false;
        ReadOnlySpan<byte> environment = ProcessTable.Environment(process);
        ReadOnlySpan<byte> name = "BUILD_TIMING_RUN="u8;
        while (!environment.IsEmpty)
        {
            int end = environment.IndexOf((byte)0);
            ReadOnlySpan<byte> variable = end < 0 ? environment : environment[..end];
            if (variable.StartsWith(name) && variable.IndexOf(runId) >= 0) return true;
            environment = end < 0 ? default : environment[(end + 1)..];
        }

        return false;
    }
}
