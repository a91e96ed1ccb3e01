using BuildTiming.Processes;

namespace BuildTiming.Journal;

/// <summary>What a killed host left running.</summary>
internal static class Orphans
{
    /// <inheritdoc cref="CommandProcesses.Variable"/>
    public const string Variable = CommandProcesses.Variable;

    /// <summary>The value of <see cref="Variable"/> for a run.</summary>
    public static string Mark(string runId) => CommandProcesses.ValueFor(runId);

    /// <summary>The processes of an entry's command; none where its host lives, or where nothing can be told of it from here.</summary>
    public static IReadOnlyList<ProcessEntry> Of(JournalEntry entry)
    {
        ProcessIdentity here = ProcessIdentity.Current;
        bool sameMachine = (entry.Owner.Host, entry.Owner.BootId, entry.Owner.Namespace) == (here.Host, here.BootId, here.Namespace);
        return sameMachine && entry.Owner.State() == ProcessState.Gone ? CommandProcesses.Find(entry.RunId, entry.Command) : [];
    }
}
