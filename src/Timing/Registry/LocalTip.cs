namespace BuildTiming.Registry;

/// <summary>Where the registry branch stands in this repository.</summary>
/// <param name="Commit">Its commit.</param>
/// <param name="Worktree">The worktree that has it checked out; null where none has.</param>
internal sealed record LocalTip(string Commit, string? Worktree);
