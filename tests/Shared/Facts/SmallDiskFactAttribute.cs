using System.Diagnostics;
using Tests.Shared.Programs;

namespace Tests.Shared.Facts;

/// <summary>A test that mounts a small disk of its own; skipped, saying so, where that is not allowed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SmallDiskFactAttribute : FactAttribute
{
    private static readonly Lazy<bool> IsAllowed = new(Try);

    public SmallDiskFactAttribute() => Skip = IsAllowed.Value ? null : "a disk can be mounted by root on Linux only";

    private static bool Try()
    {
        if (!OperatingSystem.IsLinux() || ProgramOnPath.Missing(["unshare", "mount"]) is not null) return false;
        using Process probe =
            Process.Start(new ProcessStartInfo("unshare", ["--mount", "mount", "-t", "tmpfs", "-o", "size=64k", "none", Path.GetTempPath()])
            {
                RedirectStandardError = true,
            })!;
        probe.StandardError.ReadToEnd();
        probe.WaitForExit();
        return probe.ExitCode == 0;
    }
}
