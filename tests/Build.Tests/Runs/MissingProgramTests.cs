using Build.Tests.Programs;
using Tests.Shared.Programs;

namespace Build.Tests.Runs;

/// <summary>A program that could not be started is refused before anything runs: nothing is recorded of a phase that never was.</summary>
public sealed class MissingProgramTests
{
    private const string Install =
        "Install Terraform (https://developer.hashicorp.com/terraform/install) or OpenTofu (https://opentofu.org), or set --terraform or "
        + "TF_BIN.";

    [Fact]
    [Trait("Turn", "a")]
    public async Task Terraform_that_is_missing_or_cannot_be_started_is_refused_with_what_to_do()
    {
        using Platform platform = await Platform.OfStubs();
        string lost = StubProgram.Write(platform.Folder, "lost", "#!/usr/bin/env no-such-interpreter\n");
        (string Program, string Complaint)[] programs =
        [
            ("bin/terraform", $"bin/terraform does not exist in {platform.Root}"),
            (lost, $"{lost} cannot be started: its interpreter no-such-interpreter is missing"),
        ];
        foreach ((string program, string complaint) in programs)
        {
            ProgramRun run = await platform.Build([("TF_BIN", program)], "--target=BootstrapPersistent", "--target=ApplyPersistent");

            Assert.Equal((2, $"Error: {complaint}. {Install}\n"), (run.ExitCode, run.Error));
        }

        platform.RemoveProgram("terraform");
        ProgramRun none = await platform.Build("--target=DeployPersistent");
        Assert.Equal((2, $"Error: terraform is not on PATH. {Install}\n"), (none.ExitCode, none.Error));
        await AssertNothingRan(platform);
    }

    [Fact]
    [Trait("Turn", "b")]
    public async Task A_program_that_is_a_link_or_lies_in_the_platform_repository_is_found()
    {
        using Platform platform = await Platform.OfStubs();
        platform.RemoveProgram("terraform");
        StubProgram.Write(platform.Path("bin"), "tf", Call.Script("terraform", platform.Folder));
        File.CreateSymbolicLink(platform.Path("bin/link"), "tf");

        ProgramRun run = await platform.Build("--target=ApplyPersistent", "--terraform=bin/link");

        Assert.True(run.ExitCode == 0, run.All);
        Assert.Equal("terraform", Assert.Single(platform.Calls).Program);
    }

    [Fact]
    [Trait("Turn", "a")]
    public async Task A_deploy_by_v4_asks_for_no_Terraform_that_it_does_not_start()
    {
        using Platform platform = await Platform.OfStubs();
        platform.RemoveProgram("terraform");

        ProgramRun run = await platform.Build("--target=DeployPersistent", "--bootstrap-version=v4");

        Assert.True(run.ExitCode == 0, run.All);
    }

    [Theory]
    [Trait("Turn", "b")]
    [InlineData("--target=BootstrapPersistent")]
    [InlineData("--target=TeardownPersistent", "--confirm-destroy=yes")]
    public async Task Without_bash_no_script_is_begun(params string[] arguments)
    {
        using Platform platform = await Platform.OfStubs();
        await HostUnderTest.ReadyAsync();
        string dll = await HostUnderTest.DllAsync();
        string only = Directory.CreateDirectory(Path.Combine(platform.Folder, "no bash")).FullName;
        foreach (string program in new[] { "dotnet", "git" })
            File.CreateSymbolicLink(Path.Combine(only, program), ProgramOnPath.Find(program)!);

        ProgramRun run =
            await platform.Run([("PATH", only)], "dotnet", [dll, $"--platform-root={platform.Root}", "--publish=none", .. arguments]);

        Assert.Equal(
            (2, "Error: bash is not on PATH. The platform's scripts need it: install bash, or put its folder on PATH.\n"),
            (run.ExitCode, run.Error));
        await AssertNothingRan(platform);
    }

    private static async Task AssertNothingRan(Platform platform)
    {
        Assert.Empty(platform.Calls);
        Assert.Empty(platform.Logs);
        Assert.Empty(platform.Journal);
        Assert.False(await platform.Git.Has("governance-registry"));
    }
}
