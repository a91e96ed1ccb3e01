namespace BuildTiming.Sessions.Status;

/// <summary>What is known here of the handoffs that wait on the remote.</summary>
/// <param name="Count">How many they are.</param>
/// <param name="Oldest">When the oldest run among them began; null where that is not known.</param>
/// <param name="Heard">When this was so; null where that is not known.</param>
internal sealed record KnownQueue(int Count, DateTimeOffset? Oldest, DateTimeOffset? Heard);
