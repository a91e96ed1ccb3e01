namespace Tests.Shared.Facts;

/// <summary>A test that acts as several users, or mounts a file system: root may, and nobody else.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RootFactAttribute : FactAttribute
{
    public RootFactAttribute()
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
            Skip = "needs root, to act as another user or to mount a file system.";
    }
}
