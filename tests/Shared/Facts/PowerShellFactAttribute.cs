using Tests.Shared.Programs;

namespace Tests.Shared.Facts;

/// <summary>A test that needs PowerShell; skipped where it is not on PATH.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PowerShellFactAttribute : FactAttribute
{
    public PowerShellFactAttribute()
    {
        if (ProgramOnPath.Find("pwsh") is null) Skip = "pwsh is not on PATH (dotnet tool install PowerShell).";
    }
}
