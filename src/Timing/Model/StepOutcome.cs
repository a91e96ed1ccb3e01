namespace BuildTiming.Model;

/// <summary>How a <see cref="Step"/> ended.</summary>
internal enum StepOutcome
{
    /// <summary>It ended well.</summary>
    Ok,

    /// <summary>It ended in an error.</summary>
    Failed,

    /// <summary>It had begun, and nothing has told of its end.</summary>
    Unfinished,
}
