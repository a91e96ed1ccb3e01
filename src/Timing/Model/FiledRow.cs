namespace BuildTiming.Model;

/// <summary>A row and the registry folder that it belongs to.</summary>
/// <param name="Folder">The environment's folder, for example <c>development</c>.</param>
/// <param name="Row">The row.</param>
public sealed record FiledRow(string Folder, TimingRow Row)
{
    /// <summary>The run that the row is of, which no cell tells; null where that is not known.</summary>
    public string? RunId { get; init; }

    /// <summary>The steps of the run: they go with the row, into the same commit.</summary>
    internal IReadOnlyList<Step> Steps { get; init => field = StepList.Of(value); } = StepList.None;
}
