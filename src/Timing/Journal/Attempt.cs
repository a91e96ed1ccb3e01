namespace BuildTiming.Journal;

/// <summary>Pushes that were begun and are not known to have failed: what was to go where.</summary>
/// <param name="Remote">The remote's name; null when the ref is one of this repository.</param>
/// <param name="Ref">The full name of the ref, for example <c>refs/heads/governance-registry</c>.</param>
/// <param name="Commits">
/// The ids of the pushed commits, the latest last: the row has landed when any of them is in the ref's history.
/// </param>
/// <param name="Base">
/// The id of the commit that the latest was put on, or a later one: no line up to it is the row's. Null when the branch was to be created.
/// </param>
internal sealed record Attempt(string? Remote, string Ref, IReadOnlyList<string> Commits, string? Base)
{
    /// <summary>Equal by content, the commits included.</summary>
    public bool Equals(Attempt? other) =>
        other is not null && (Remote, Ref, Base) == (other.Remote, other.Ref, other.Base) && Commits.SequenceEqual(other.Commits);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Remote, Ref, Base, Commits.Count);
}
