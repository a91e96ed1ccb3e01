namespace Timing.Tests.Running;

internal static class ProgramOnPath
{
    /// <summary>Why a test that needs these programs is skipped; null when all are there.</summary>
    public static string? Missing(params string[] programs)
    {
        string[] folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        string? missing = programs.FirstOrDefault(program => !folders.Any(folder => File.Exists(Path.Combine(folder, program))));
        return missing is null ? null : $"{missing} is not on PATH";
    }
}
