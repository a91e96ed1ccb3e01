using Build.Tests.Programs;
using Build.Tests.Runs;
using Tests.Shared.Facts;
using Tests.Shared.Files;
using Tests.Shared.Programs;

namespace Build.Tests.Scripts;

/// <summary>
/// <c>build.ps1</c> by a real PowerShell: it finds the host that build.sh has compiled, since both name it by the same content.
/// </summary>
public sealed class PowerShellScriptTests
{
    private static readonly string Script = RepositoryRoot.File("build.ps1");

    [PowerShellFact]
    public async Task Arguments_arrive_as_they_are_and_the_exit_code_is_the_phases_own()
    {
        using Platform platform = await Platform.OfStubs();
        const string tfDir = "envs/it's \"the one\" & only $here";
        platform.Write($"{tfDir}/main.tf", "");
        platform.Does("terraform", "exit 7");

        ProgramRun run = await PowerShell(
            platform, Script, "--target=ApplyPersistent", $"--platform-root={platform.Root}", $"--tf-dir={tfDir}");

        Assert.True(run.ExitCode == 7, run.All);
        Assert.Equal($"-chdir={tfDir}", Assert.Single(platform.Calls).Arguments[0]);
        Assert.DoesNotContain("compiling", run.Error);
    }

    [PowerShellFact]
    [Trait("Turn", "b")]
    public async Task A_command_behind_two_dashes_gets_its_words_and_in_PowerShell_itself_the_dashes_want_quotes()
    {
        using Platform platform = await Platform.OfStubs();
        string timed = $"& '{Script}' --target=Timed --phase=x '--platform-root={platform.Root}'";

        ProgramRun file = await PowerShell(
            platform, Script, "--target=Timed", "--phase=x", $"--platform-root={platform.Root}", "--", "terraform", "--help", "--", "a b");
        ProgramRun typed = await PowerShell(platform, "-Command", $"{timed} '--' terraform --help '--' 'a b'");
        ProgramRun bare = await PowerShell(platform, "-Command", $"{timed} -- terraform plan");
        ProgramRun missing = await PowerShell(platform, "-Command", timed);

        Assert.Equal((0, 0), (file.ExitCode, typed.ExitCode));
        Assert.Equal(2, platform.Calls.Count);
        Assert.All(platform.Calls, call => Assert.Equal(["--help", "--", "a b"], call.Arguments));
        Assert.NotEqual(0, bare.ExitCode);
        Assert.EndsWith("'--' make rds-apply ENV=dev", missing.Error.TrimEnd());
    }

    [PowerShellFact]
    [Trait("Form", "long")]
    public async Task The_command_that_a_message_tells_can_be_pasted_into_PowerShell_where_its_caller_is()
    {
        using Platform platform = await Platform.OfStubs();

        ProgramRun refused = await PowerShell(
            platform, "-Command", $"& '{Script}' --target=TeardownPersistent '--platform-root={platform.Root}'; \"at $PWD\"");
        string pasted = refused.Error.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)[^1];
        ProgramRun done = await PowerShell(platform, "-Command", pasted);

        Assert.Equal($"at {platform.Root}\n", refused.Output);
        Assert.True(done.ExitCode == 0, pasted + done.All);
        Assert.Single(platform.Calls);
    }

    private static Task<ProgramRun> PowerShell(Platform platform, params string[] arguments) =>
        platform.Run([("POWERSHELL_TELEMETRY_OPTOUT", "1")], ProgramOnPath.Find("pwsh")!, ["-NoProfile", "-NonInteractive", .. arguments]);
}
