namespace BuildTiming.Output.Stages;

/// <summary>A line in which a script announces a stage, a pass, or the end of a stage.</summary>
/// <param name="Kind">What it announces.</param>
/// <param name="Name">Its name as the script has it: <c>STAGE 3B: SERVICE ACCOUNTS (IRSA)</c>; empty where an end names none.</param>
/// <param name="Number">The stage's number, for example <c>3B</c>; null in a dialect without numbers.</param>
internal sealed record StageMarker(StageMarkerKind Kind, string Name, string? Number = null)
{
    /// <summary>This end is that of a stage that is open: a late one of an earlier stage ends no other.</summary>
    public bool Ends(StageMarker open) =>
        Number is not null ? Number == open.Number : Name.Length == 0 || Name == open.Name;
}
