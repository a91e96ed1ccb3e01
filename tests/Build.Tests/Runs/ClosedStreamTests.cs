using Build.Tests.Programs;
using Tests.Shared.Facts;

namespace Build.Tests.Runs;

/// <summary>Cron, supervisors and scripts start programs with streams closed; the deploy must not notice.</summary>
public sealed class ClosedStreamTests
{
    [SampledTheory]
    [InlineData(">&-")]
    [InlineData("2>&-")]
    [InlineData("<&-")]
    [InlineData(">&- 2>&-")]
    [InlineData("<&- >&- 2>&-")]
    public async Task A_closed_stream_changes_neither_the_phase_nor_its_exit_code_nor_its_row(string closed)
    {
        using Platform platform = await Platform.OfStubs();
        platform.Does("terraform", "echo 'Apply complete! Resources: 1 added, 0 changed, 0 destroyed.'; echo complaint >&2; exit 42");

        ProgramRun run = await RunAsync(platform, closed);

        Assert.True(run.ExitCode == 42, run.All);
        Assert.Single(platform.Calls);
        string[] row = Assert.Single(await platform.Git.Rows());
        Assert.Equal(["42", "1"], [row[6], row[8]]);
        string log = await File.ReadAllTextAsync(platform.Path(row[11]));
        Assert.Contains("Apply complete! Resources: 1 added, 0 changed, 0 destroyed.\ncomplaint\n", log);
    }

    [SampledTheory]
    [InlineData("/dev/full")]
    [InlineData(">(:)")]
    public async Task A_stream_that_takes_nothing_changes_neither_the_exit_code_nor_the_row(string target)
    {
        using Platform platform = await Platform.OfStubs();
        platform.Does("terraform", "for ((i = 1; i <= 20000; i++)); do echo $i; done; exit 42");

        ProgramRun run = await RunAsync(platform, $"> {target}");

        Assert.True(run.ExitCode == 42, run.All);
        string[] row = Assert.Single(await platform.Git.Rows());
        Assert.Contains("\n20000\n", await File.ReadAllTextAsync(platform.Path(row[11])));
    }

    private static Task<ProgramRun> RunAsync(Platform platform, string redirection) => platform.Run(
        [], "bash", "-c", $"exec \"$0\" \"$@\" {redirection}", HostUnderTest.Script, $"--platform-root={platform.Root}",
        "--target=ApplyPersistent");
}
