using Build.Tests.Programs;
using Tests.Shared.Files;

namespace Build.Tests.Runs;

/// <summary>The <c>build.sh</c> of this repository, whose host is compiled once, before the first run.</summary>
internal static class HostUnderTest
{
    private static readonly Lazy<Task> Compiled = new(CompileAsync);

    public static string Script { get; } = RepositoryRoot.File("build.sh");

    /// <summary>
    /// Waits until the host is up to date: a run that compiles would print more, and take what this test does not measure.
    /// </summary>
    public static Task ReadyAsync() => Compiled.Value;

    /// <summary>The compiled host, for a run without <c>build.sh</c>.</summary>
    public static async Task<string> DllAsync()
    {
        await ReadyAsync();
        string home = RepositoryRoot.File("artifacts", "host");
        return Path.Combine(home, (await File.ReadAllTextAsync(Path.Combine(home, "current"))).Trim(), "Build.dll");
    }

    private static async Task CompileAsync()
    {
        // The one run that inherits the environment: compiling needs what this machine has set up for it.
        ProgramRun run = await ProgramRun.Of(RepositoryRoot.Path, [], "bash", Script, "--help");
        Assert.True(run.ExitCode == 0, run.All);
    }
}
