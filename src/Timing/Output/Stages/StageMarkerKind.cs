namespace BuildTiming.Output.Stages;

/// <summary>What a line of a script announces.</summary>
internal enum StageMarkerKind
{
    /// <summary>A stage begins, and the one before it has ended.</summary>
    Stage,

    /// <summary>A pass inside the stage begins, and the one before it has ended.</summary>
    Pass,

    /// <summary>A stage has ended.</summary>
    End,
}
