using Build.Tests.Programs;

namespace Build.Tests.Runs;

public sealed class StatusTests
{
    [Fact]
    public async Task While_a_phase_runs_another_run_tells_of_it_and_touches_nothing()
    {
        using Platform platform = await Platform.OfStubs();
        string gate = Path.Combine(platform.Folder, "gate");
        platform.Does("terraform", "echo '=== Stage 1: Apply ==='; kill -KILL $PPID");
        Assert.Equal(137, (await platform.Build("--target=ApplyPersistent")).ExitCode);
        platform.Does("goldenpath-idp-bootstrap-v4.sh", $"mkfifo '{gate}'; echo '<is ready>'; read -r _ <'{gate}'");
        await using RunningBuild live = await RunningBuild.StartAsync(platform, "--target=BootstrapPersistent");
        await live.SeeAsync("<is ready>");
        int pid = await live.IdAsync();
        platform.Does("terraform", "kill -KILL $PPID");
        Assert.Equal(137, (await platform.Build("--target=ApplyPersistent")).ExitCode);
        string before = GitFolder(platform);

        ProgramRun run = await platform.Build("--target=Status");
        ProgramRun other = await platform.Build("--target=Status", "--env=staging");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains($"    pid {pid}\n", run.Output);
        Assert.Contains("its host was killed: the next run records it", run.Output);
        Assert.Contains("Waiting here to be published: 1 row\n", run.Output);
        Assert.Contains("Nothing of staging runs here", other.Output);
        Assert.Equal(before, GitFolder(platform));
        await File.WriteAllTextAsync(gate, "go\n");
        Assert.Equal(0, await live.EndAsync());
    }

    private static string GitFolder(Platform platform) => string.Join('\n',
        Directory.GetFiles(platform.Path(".git"), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(file => $"{file} {File.GetLastWriteTimeUtc(file).Ticks} {Convert.ToHexString(File.ReadAllBytes(file))}"));
}
