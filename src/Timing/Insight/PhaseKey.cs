namespace BuildTiming.Insight;

/// <summary>Runs that are alike: of the same phase, environment, and version of the bootstrap script.</summary>
/// <param name="Phase">The phase.</param>
/// <param name="Env">The environment.</param>
/// <param name="Version">The version; null for phases that have none.</param>
internal sealed record PhaseKey(string Phase, string Env, string? Version)
{
    /// <summary>The key of a run by the cells of its row.</summary>
    public static PhaseKey Of(string phase, string env, string? flags) => new(phase, env, RowFlags.Find(flags, "BOOTSTRAP_VERSION"));
}
