using Tests.Shared.Programs;

namespace Tests.Shared.Facts;

/// <summary>A test that looks at the screen of a terminal, which tmux emulates; skipped, saying so, where it is not on PATH.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TmuxFactAttribute : FactAttribute
{
    public TmuxFactAttribute() => Skip = OperatingSystem.IsLinux() ? ProgramOnPath.Missing("tmux", "bash") : "tests what only Linux offers";
}
