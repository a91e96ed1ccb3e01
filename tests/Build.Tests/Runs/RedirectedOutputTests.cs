using System.Text.RegularExpressions;
using Build.Tests.Programs;
using Tests.Shared.Facts;

namespace Build.Tests.Runs;

/// <summary>What whole runs print into a file or a pipe, from a terminal that would show colours.</summary>
public sealed partial class RedirectedOutputTests
{
    private const string Colours = "xterm-256color";

    [Fact]
    [Trait("Turn", "a")]
    public async Task A_run_that_fails_and_warns_prints_no_escape_code_and_no_trailing_blank()
    {
        using Platform platform = await InColourTerminalAsync();
        // Its own output is passed on as it is: it prints nothing that could be taken for the host's.
        platform.Does("goldenpath-idp-bootstrap-v3.sh", "exit 42");
        platform.Environment["TIMING_PUBLISH"] = "direct";
        platform.Environment["CAKE_TIMING_PUBLISHBUDGET"] = "1";
        await platform.Git.Run("remote", "add", "origin", Path.Combine(platform.Folder, "nowhere.git"));

        ProgramRun run = await platform.Build("--target=DeployPersistent", "--tf-dir=envs/staging");

        Assert.Equal(42, run.ExitCode);
        Assert.Contains("warning: ", run.All);
        Assert.Contains("bootstrap-persistent", run.Output);
        AssertPlain(run);
    }

    [SampledTheory]
    [InlineData("--target=Default")]
    [InlineData("--help")]
    [InlineData("--tree")]
    [InlineData("--description")]
    [InlineData("--target=DeployPersistent", "--dryrun")]
    [InlineData("--target=DeployPersistent", "--verbosity=diagnostic")]
    [InlineData("--target=TeardownPersistent")]
    [InlineData("--evn=dev")]
    public async Task Whatever_is_asked_the_answer_is_plain(params string[] arguments)
    {
        using Platform platform = await InColourTerminalAsync();

        ProgramRun run = await platform.Build(arguments);

        Assert.NotEmpty(run.All);
        AssertPlain(run);
    }

    // Without it, the tests above could pass because nothing is ever coloured.
    [Fact]
    public async Task Colours_that_are_forced_are_there()
    {
        using Platform platform = await InColourTerminalAsync();
        platform.Environment["FORCE_COLOR"] = "1";

        ProgramRun run = await platform.Build("--target=TeardownPersistent");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains('\e', run.All);
        Assert.DoesNotMatch(TrailingBlank(), run.All);
    }

    private static async Task<Platform> InColourTerminalAsync()
    {
        Platform platform = await Platform.OfStubs();
        platform.Environment.Remove("NO_COLOR");
        platform.Environment["TERM"] = Colours;
        return platform;
    }

    private static void AssertPlain(ProgramRun run)
    {
        Assert.DoesNotContain('\e', run.All);
        Assert.DoesNotMatch(TrailingBlank(), run.All);
    }

    [GeneratedRegex("[ \t\r]+(\n|\\z)")]
    private static partial Regex TrailingBlank();
}
