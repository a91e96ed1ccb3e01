namespace BuildTiming.Registry.Remotes;

/// <summary>Where the registry branch stands on the remote.</summary>
/// <param name="Tip">Its commit; null where the remote has no such branch, or it is not known.</param>
/// <param name="Failure">Why it is not known; null where it is.</param>
internal sealed record FetchedTip(string? Tip, PublishOutcome? Failure = null);
