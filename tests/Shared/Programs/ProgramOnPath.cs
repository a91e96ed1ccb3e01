using BuildTiming.Processes;

namespace Tests.Shared.Programs;

/// <summary>The programs of this machine, as PATH finds them.</summary>
public static class ProgramOnPath
{
    /// <summary>The program's file; null when it is not there.</summary>
    public static string? Find(string program) => SearchPath.Find(program);

    /// <summary>Why a test that needs these programs is skipped; null when all are there.</summary>
    public static string? Missing(params string[] programs) =>
        programs.FirstOrDefault(program => Find(program) is null) is { } missing ? $"{missing} is not on PATH" : null;
}
