using BuildTiming.Processes;

namespace BuildTiming.Journal.Unfinished;

/// <summary>What killed hosts left running, at one moment.</summary>
internal sealed class Orphans
{
    /// <inheritdoc cref="CommandProcesses.Variable"/>
    public const string Variable = CommandProcesses.Variable;

    private readonly CommandProcesses _processes = CommandProcesses.Read();

    private Orphans()
    {
    }

    /// <summary>Looks for them.</summary>
    public static Orphans Read() => new();

    /// <summary>The value of <see cref="Variable"/> for a run.</summary>
    public static string Mark(string runId) => CommandProcesses.ValueFor(runId);

    /// <summary>The processes of an entry's command; none where its host lives, or where nothing can be told of it from here.</summary>
    public IReadOnlyList<ProcessEntry> Of(JournalEntry entry)
    {
        ProcessIdentity here = ProcessIdentity.Current;
        bool sameMachine = (entry.Owner.Host, entry.Owner.BootId, entry.Owner.Namespace) == (here.Host, here.BootId, here.Namespace);
        return sameMachine && entry.Owner.State() == ProcessState.Gone ? _processes.Of(entry.RunId, entry.Command) : [];
    }

    /// <summary>Whether an entry's command is at work, and does not only have left a daemon behind.</summary>
    public bool HasWork(JournalEntry entry) => Of(entry).Any(process => CommandProcesses.IsAtWork(process, entry.Command));
}
