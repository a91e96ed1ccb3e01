using Tests.Shared.Git;

namespace Faults.Worlds;

/// <summary>Git as the suite itself uses it: to make worlds, and to look at them without changing them.</summary>
internal static class Git
{
    private static readonly string[] Settings =
        ["--no-optional-locks", "-c", "user.name=Somebody", "-c", "user.email=somebody@localhost", "-c", "gc.auto=0", "-c",
            "maintenance.auto=false"];

    private static readonly Dictionary<string, string?> Variables = new()
    {
        ["GIT_CONFIG_GLOBAL"] = "/dev/null",
        ["GIT_CONFIG_NOSYSTEM"] = "1",
        ["LC_ALL"] = "C",
    };

    /// <summary>What a command that has to succeed prints, without its last line break.</summary>
    public static async Task<string> RunAsync(string folder, params string[] arguments) =>
        (await TryAsync(folder, arguments)).Text.TrimEnd('\n');

    public static Task<GitAnswer> TryAsync(string folder, params string[] arguments) =>
        GitRunner.RunAsync(folder, Variables, [.. Settings, .. arguments]);
}
