namespace BuildTiming.Journal;

/// <summary>A push that was begun: what was to go where.</summary>
/// <param name="Destination">The full name of the ref at the remote, for example <c>refs/heads/governance-registry</c>.</param>
/// <param name="Commit">The id of the pushed commit.</param>
/// <param name="Base">The id of the commit that it was put on; null when the branch was to be created.</param>
public sealed record Attempt(string Destination, string Commit, string? Base);
