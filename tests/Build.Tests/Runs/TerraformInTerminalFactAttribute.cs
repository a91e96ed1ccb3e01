namespace Build.Tests.Runs;

/// <summary>A test that needs a terminal, which util-linux's <c>script</c> gives, and a real Terraform or OpenTofu.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class TerraformInTerminalFactAttribute : FactAttribute
{
    public TerraformInTerminalFactAttribute()
    {
        if (!OperatingSystem.IsLinux() || Tools.Find("script") is null) Skip = "needs util-linux's script";
        else if (Tools.Find("terraform") is null && Tools.Find("tofu") is null) Skip = "Neither terraform nor tofu is on PATH.";
    }
}
