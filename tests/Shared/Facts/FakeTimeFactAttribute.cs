namespace Tests.Shared.Facts;

/// <summary>A test that needs libfaketime (Debian's package <c>faketime</c>), which changes the clock for single processes.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FakeTimeFactAttribute : FactAttribute
{
    private static readonly string[] Roots = ["/usr/lib", "/usr/lib64", "/usr/local/lib"];

    public FakeTimeFactAttribute()
    {
        if (Library is null) Skip = "libfaketime.so.1 is not installed (Debian: faketime).";
    }

    /// <summary>The library that is loaded before all others; null where there is none.</summary>
    public static string? Library { get; } = OperatingSystem.IsLinux()
        ? Roots.Where(Directory.Exists).SelectMany(root => Directory.GetDirectories(root).Append(root))
            .Select(folder => Path.Combine(folder, "faketime", "libfaketime.so.1")).FirstOrDefault(File.Exists)
        : null;
}
