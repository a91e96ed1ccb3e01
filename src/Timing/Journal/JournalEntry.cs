using BuildTiming.Model;
using BuildTiming.Processes;

namespace BuildTiming.Journal;

/// <summary>One phase run in the journal.</summary>
internal sealed record JournalEntry
{
    /// <summary>What was known of the run when it started.</summary>
    public required PhaseStart Start { get; init; }

    /// <summary>The process that times the run.</summary>
    public required ProcessIdentity Owner { get; init; }

    /// <summary>The process of the run's command; null until it has started, and in entries of older hosts.</summary>
    public ProcessIdentity? Command { get; init; }

    /// <summary>The run's log: an absolute path on the owner's machine; null where none could be created.</summary>
    public required string? LogFile { get; init; }

    /// <summary>How far the run has come.</summary>
    public required EntryState State { get; init; }

    /// <summary>The complete row; null while the run is <see cref="EntryState.Running"/>.</summary>
    public TimingRow? Row { get; init; }

    /// <summary>
    /// The steps of the run: while it is <see cref="EntryState.Running"/> those that were known at the latest stage, with the open ones
    /// unfinished.
    /// </summary>
    public IReadOnlyList<Step> Steps { get; init => field = StepList.Of(value); } = StepList.None;

    /// <summary>The last push that was begun; null unless the run is <see cref="EntryState.Attempted"/>.</summary>
    public Attempt? Attempt { get; init; }

    /// <summary>The run's name, and the entry's file name without its extension.</summary>
    public string RunId => Start.RunId;
}
