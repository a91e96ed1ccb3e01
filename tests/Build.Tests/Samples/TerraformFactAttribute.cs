namespace Build.Tests.Samples;

/// <summary>A test that needs a real Terraform or OpenTofu; skipped where neither is on PATH.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class TerraformFactAttribute : FactAttribute
{
    public TerraformFactAttribute()
    {
        if (!IsOnPath("terraform") && !IsOnPath("tofu"))
            Skip = "Neither terraform nor tofu is on PATH.";
    }

    private static bool IsOnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, program)));
}
