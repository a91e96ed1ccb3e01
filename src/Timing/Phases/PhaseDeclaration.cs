namespace BuildTiming.Phases;

/// <summary>What a task says of the phase that it runs.</summary>
/// <param name="Phase">The phase's name, for example <c>apply-persistent</c>.</param>
/// <param name="Env">The environment as the caller named it.</param>
/// <param name="Folder">The registry's folder of that environment.</param>
/// <param name="Flags">The options that shape the run: <c>NAME=value</c>, separated by one space.</param>
public sealed record PhaseDeclaration(string Phase, string Env, string Folder, string Flags)
{
    /// <summary>The build's name; long-lived clusters have but one.</summary>
    public string BuildId { get; init; } = "persistent";
}
