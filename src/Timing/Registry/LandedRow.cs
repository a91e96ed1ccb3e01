using BuildTiming.Rows;

namespace BuildTiming.Registry;

/// <summary>The row that landed last in one of the registry's folders.</summary>
/// <param name="Folder">The folder.</param>
/// <param name="Row">The row.</param>
internal sealed record LandedRow(string Folder, RegistryRow Row);
