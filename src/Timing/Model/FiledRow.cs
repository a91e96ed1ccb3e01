namespace BuildTiming.Model;

/// <summary>A row and the registry folder that it belongs to.</summary>
/// <param name="Folder">The environment's folder, for example <c>development</c>.</param>
/// <param name="Row">The row.</param>
public sealed record FiledRow(string Folder, TimingRow Row);
