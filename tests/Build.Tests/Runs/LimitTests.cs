using Build.Tests.Programs;

namespace Build.Tests.Runs;

/// <summary>What a machine may limit for its jobs changes no deploy.</summary>
public sealed class LimitTests
{
    [Fact]
    public async Task A_deploy_in_CI_comes_to_its_end_in_a_small_address_space()
    {
        using Platform platform = await Platform.OfStubs();
        Repository remote = await platform.Git.AddRemoteAsync(System.IO.Path.Combine(platform.Folder, "remote.git"));
        platform.Does("terraform", "exit 42");

        ProgramRun run = await platform.Run(
            [("CI", "true")], "bash", "-c", "ulimit -v 2200000; exec \"$@\"", "bash", HostUnderTest.Script,
            $"--platform-root={platform.Root}", "--publish=auto", "--target=ApplyPersistent");

        Assert.True(run.ExitCode == 42, run.All);
        Assert.Equal("42", Assert.Single(await remote.Rows())[6]);
    }
}
