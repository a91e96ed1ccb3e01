namespace BuildTiming.Publishing;

/// <summary>What happens to the rows of finished phases.</summary>
public enum PublishPolicy
{
    /// <summary><see cref="Direct"/> in CI, <see cref="Handoff"/> elsewhere, <see cref="None"/> without the remote.</summary>
    Auto,

    /// <summary>Committed on top of the remote's registry branch and pushed to it.</summary>
    Direct,

    /// <summary>Committed to a branch of their own and pushed there; CI merges it.</summary>
    Handoff,

    /// <summary>Committed to the local registry branch only.</summary>
    None,
}
