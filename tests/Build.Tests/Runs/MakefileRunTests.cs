using Build.Targets;
using Build.Tests.Programs;
using Tests.Shared.Files;

namespace Build.Tests.Runs;

/// <summary>The Makefile with the <c>build.sh</c> beside it.</summary>
public sealed class MakefileRunTests
{
    [Fact]
    public async Task What_teams_typed_before_does_what_it_did_before()
    {
        using Platform platform = await Platform.OfStubs();
        string[] always = ["-C", RepositoryRoot.Path, "--silent", "--no-print-directory", $"PLATFORM_ROOT={platform.Root}"];

        ProgramRun deploy =
            await platform.Run([], "make", [.. always, "deploy-persistent", "ENV=staging", "REGION=us-east-1", "BOOTSTRAP_VERSION=v4"]);
        ProgramRun bootstrap = await platform.Run([("REGION", "us-west-2")], "make", [.. always, "bootstrap-persistent"]);
        ProgramRun v4 = await platform.Run([], "make", [.. always, "bootstrap-persistent-v4", "ENV=dev"]);
        ProgramRun apply = await platform.Run([], "make", [.. always, "apply-persistent"]);
        ProgramRun refused = await platform.Run([], "make", [.. always, "teardown-persistent"]);
        ProgramRun teardown = await platform.Run([], "make", [.. always, "teardown-persistent", "CONFIRM_DESTROY=yes"]);
        ProgramRun bare = await platform.Run([], "make", always);

        Assert.Equal([0, 0, 0, 0, 2, 0, 0], new[] { deploy, bootstrap, v4, apply, refused, teardown, bare }.Select(run => run.ExitCode));
        Assert.Equal(
            [
                "goldenpath-idp-bootstrap-v4.sh", "kubectl", "kubectl", "goldenpath-idp-bootstrap-v3.sh", "goldenpath-idp-bootstrap-v4.sh",
                "terraform",
                "goldenpath-idp-teardown-v4.sh",
            ],
            platform.Calls.Select(call => call.Program));
        Assert.Equal(("envs/staging", "us-east-1"), (platform.Calls[0].Variables["TF_DIR"], platform.Calls[0].Variables["REGION"]));
        Assert.Equal(["goldenpath-dev-eks", "us-west-2", "kong-system"], platform.Calls[3].Arguments);
        Assert.Equal(Help.Text(), bare.Output);
    }
}
