using Tests.Shared.Programs;

namespace Build.Tests.Runs;

/// <summary>
/// A folder of links to the programs that a run needs, and to no other: whether this machine has Terraform or kubectl must not matter.
/// </summary>
internal static class Tools
{
    private static readonly string[] Needed =
    [
        "bash", "sh", "env", "git", "dotnet", "dirname", "basename", "readlink", "find", "cat", "date", "sleep", "mkdir", "mkfifo",
        "mktemp", "mv", "rm", "touch", "flock",
        "perl", "printf", "sed", "sort", "make", "head", "tail", "ls", "grep", "cut", "tr", "xargs", "sha256sum", "true",
    ];

    /// <summary>Writes the links and returns their folder.</summary>
    public static string Link(string folder, params string[] more)
    {
        Directory.CreateDirectory(folder);
        foreach (string program in Needed.Concat(more))
        {
            if (ProgramOnPath.Find(program) is { } path) File.CreateSymbolicLink(Path.Combine(folder, program), path);
        }

        return folder;
    }
}
