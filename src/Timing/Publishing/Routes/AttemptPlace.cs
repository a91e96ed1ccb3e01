namespace BuildTiming.Publishing.Routes;

/// <summary>Where rows may have arrived already.</summary>
/// <param name="Remote">The remote; null for this repository itself.</param>
/// <param name="Ref">The ref; null where no push was tried yet.</param>
internal sealed record AttemptPlace(string? Remote, string? Ref);
