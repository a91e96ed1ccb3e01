namespace BuildTiming.Insight;

/// <summary>Runs that are alike: of the same phase, environment, and version of the bootstrap script.</summary>
/// <param name="Phase">The phase.</param>
/// <param name="Env">The environment.</param>
/// <param name="Version">The version; null for phases that have none.</param>
internal sealed record PhaseKey(string Phase, string Env, string? Version)
{
    /// <summary>The flag that names the version.</summary>
    public const string VersionFlag = "BOOTSTRAP_VERSION";
}
