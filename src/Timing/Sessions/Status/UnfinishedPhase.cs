using BuildTiming.Insight;
using BuildTiming.Journal;

namespace BuildTiming.Sessions.Status;

/// <summary>A run without an end.</summary>
/// <param name="Entry">What the journal knows of it.</param>
/// <param name="State">What has become of it.</param>
internal sealed record UnfinishedPhase(JournalEntry Entry, PhaseState State)
{
    /// <summary>The processes of its command, where its host was killed.</summary>
    public IReadOnlyList<int> Processes { get; init; } = [];

    /// <summary>How long ago it started; never negative.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>The stage that it was in when the journal last heard of one; null outside of stages.</summary>
    public string? Stage { get; init; }

    /// <summary>How long ago that stage began; never negative.</summary>
    public TimeSpan InStage { get; init; }

    /// <summary>What remains; null where too few earlier runs are known, or it does not run.</summary>
    public Estimate? Estimate { get; init; }

    /// <summary>How long it usually takes; null as <see cref="Estimate"/>.</summary>
    public UsualDuration? Usual { get; init; }
}
