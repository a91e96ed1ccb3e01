namespace BuildTiming.Model;

/// <summary>
/// A part of a phase run that was timed by itself: a stage of its script, a pass inside one, or a resource of Terraform's.
/// </summary>
internal sealed record Step
{
    /// <summary>What it is a part of.</summary>
    public required StepKind Kind { get; init; }

    /// <summary>
    /// The stage's or pass's name as the script announces it, or the resource's address: on one line, at most 512 characters, with an
    /// apostrophe in front where a spreadsheet would take it for a formula.
    /// </summary>
    public required string Name { get; init => field = StepName.Clean(value); }

    /// <summary>What is done to a resource; null for stages and passes, and for a step that stands for several.</summary>
    public StepAction? Action { get; init; }

    /// <summary>When it began: UTC, whole milliseconds.</summary>
    public required DateTimeOffset Start { get; init => field = Utc.CutToMilliseconds(value); }

    /// <summary>How long it took, by a monotonic clock, in whole milliseconds; never negative.</summary>
    public required TimeSpan Duration { get; init => field = Utc.CutToMilliseconds(value); }

    /// <summary>How it ended.</summary>
    public required StepOutcome Outcome { get; init; }
}
