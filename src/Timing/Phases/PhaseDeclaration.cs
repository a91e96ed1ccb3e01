namespace BuildTiming.Phases;

/// <summary>
/// What is said of a phase before it runs. Names and flags hold no comma, quote or control character, and start with none of <c>=+-@</c>.
/// </summary>
/// <param name="Phase">The phase's name, for example <c>apply-persistent</c>.</param>
/// <param name="Env">The environment as the caller named it, for example <c>dev</c>.</param>
/// <param name="Folder">The registry's folder of that environment; null, the default, for what the session's options say of it.</param>
/// <param name="Flags">The options that shape the run: <c>NAME=value</c>, separated by one space; by default none.</param>
public sealed record PhaseDeclaration(string Phase, string Env, string? Folder = null, string Flags = "")
{
    /// <summary>The build's name; by default <c>persistent</c>, the one of long-lived clusters.</summary>
    public string BuildId { get; init; } = "persistent";
}
