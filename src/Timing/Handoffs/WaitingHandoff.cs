namespace BuildTiming.Handoffs;

/// <summary>A handoff branch of the remote, as listed.</summary>
/// <param name="Ref">The branch's full name.</param>
/// <param name="Commit">Its commit.</param>
internal sealed record WaitingHandoff(string Ref, string Commit);
