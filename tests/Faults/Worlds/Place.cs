namespace Faults.Worlds;

/// <summary>A platform root that hosts run in: a clone, or a worktree of one.</summary>
/// <param name="Root">Its folder.</param>
/// <param name="Repository">The clone that it belongs to.</param>
internal sealed record Place(string Root, Clone Repository)
{
    public string Journal => Repository.Journal;
}
