using Build.Tests.Runs;

namespace Build.Tests.Scripts;

/// <summary>A test that needs PowerShell; skipped where it is not on PATH.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PowerShellFactAttribute : FactAttribute
{
    public PowerShellFactAttribute()
    {
        if (Tools.Find("pwsh") is null) Skip = "pwsh is not on PATH (dotnet tool install PowerShell).";
    }
}
