using Build.Tests.Programs;
using Tests.Shared.Files;

namespace Build.Tests;

/// <summary>The Makefile beside a <c>build.sh</c> that only tells how it was called.</summary>
public sealed class MakefileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("makefile-").FullName;

    public MakefileTests()
    {
        foreach (string file in new[] { "Makefile", "build-timing.mk" }) File.Copy(RepositoryRoot.File(file), Path.Combine(_folder, file));
        StubProgram.Write(_folder, "build.sh", """
            #!/usr/bin/env bash
            printf 'argument <%s>\n' "$@"
            for name in ENV REGION BOOTSTRAP_VERSION CONFIRM_DESTROY TF_DIR CREATE_RDS TIMING_PUBLISH; do
              if [[ -v $name ]]; then printf '%s <%s>\n' "$name" "${!name}"; fi
            done
            exit "${STUB_EXIT:-0}"

            """);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("deploy-persistent", "<--target=DeployPersistent>")]
    [InlineData("teardown-persistent", "<--target=TeardownPersistent>")]
    [InlineData("apply-persistent", "<--target=ApplyPersistent>")]
    [InlineData("bootstrap-persistent", "<--target=BootstrapPersistent>")]
    [InlineData("bootstrap-persistent-v4", "<--target=BootstrapPersistent> <--bootstrap-version=v4>")]
    public async Task A_target_of_old_runs_its_successor_and_sets_nothing_that_was_not_set(string target, string arguments)
    {
        ProgramRun run = await Make([], target);

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(string.Concat(arguments.Split(' ').Select(argument => $"argument {argument}\n")), run.Output);
    }

    [Fact]
    public async Task Variables_given_to_make_reach_the_build_as_one_value_each()
    {
        ProgramRun run = await Make(
            [], "deploy-persistent", "ENV=dev", "REGION=eu west; \"2\" *", "BOOTSTRAP_VERSION=v4", "CONFIRM_DESTROY=yes", "TF_DIR=a b");

        Assert.Equal(
            "argument <--target=DeployPersistent>\nENV <dev>\nREGION <eu west; \"2\" *>\nBOOTSTRAP_VERSION <v4>\n"
            + "CONFIRM_DESTROY <yes>\nTF_DIR <a b>\n",
            run.Output);
    }

    [Fact]
    public async Task Variables_of_the_environment_reach_it_too_and_those_given_to_make_win()
    {
        ProgramRun run = await Make([("ENV", "staging"), ("CREATE_RDS", "false")], "teardown-persistent", "ENV=dev");

        Assert.Equal("argument <--target=TeardownPersistent>\nENV <dev>\nCREATE_RDS <false>\n", run.Output);
    }

    [Fact]
    public async Task A_failed_build_fails_make() => Assert.Equal(2, (await Make([("STUB_EXIT", "43")], "deploy-persistent")).ExitCode);

    [Fact]
    public async Task Bare_make_deploys_nothing() => Assert.Equal("argument <--help>\n", (await Make([])).Output);

    [Theory]
    [InlineData("include host/build-timing.mk\nENV ?= staging\nall:; @echo own\n")]
    [InlineData("ENV ?= staging\nall:; @echo own\ninclude host/build-timing.mk\n")]
    public async Task A_Makefile_that_includes_the_targets_keeps_its_own_default_and_its_own_variables(string makefile)
    {
        Directory.CreateDirectory(Path.Combine(_folder, "host"));
        foreach (string file in new[] { "build.sh", "build-timing.mk" })
            File.Move(Path.Combine(_folder, file), Path.Combine(_folder, "host", file));
        await File.WriteAllTextAsync(Path.Combine(_folder, "Makefile"), makefile);

        Assert.Equal("own\n", (await Make([])).Output);
        Assert.Equal("argument <--target=DeployPersistent>\nENV <staging>\n", (await Make([], "deploy-persistent")).Output);
        Assert.Equal("argument <--target=DeployPersistent>\nENV <it's>\n", (await Make([], "deploy-persistent", "ENV=it's")).Output);
    }

    private Task<ProgramRun> Make((string Name, string Value)[] environment, params string[] arguments) =>
        ProgramRun.Of(_folder, environment, "make", arguments);
}
