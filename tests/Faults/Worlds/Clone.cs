namespace Faults.Worlds;

/// <summary>A clone of the remote, with its worktrees.</summary>
/// <param name="Root">Its main worktree.</param>
internal sealed record Clone(string Root)
{
    public string Name => Path.GetFileName(Root);

    public string GitFolder => Path.Combine(Root, ".git");

    public string Journal => Path.Combine(GitFolder, "build-timings");
}
