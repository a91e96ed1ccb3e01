using Build.Tests.Programs;
using Tests.Shared.Facts;
using Tests.Shared.Files;

namespace Build.Tests.Scripts;

/// <summary><c>.ci/run</c> in a repository of its own, whose programs only write down that they were called.</summary>
public sealed class CiRunTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ci-run-").FullName;

    public CiRunTests()
    {
        Directory.CreateDirectory(Path.Combine(_folder, ".ci"));
        File.Copy(RepositoryRoot.File(".ci", "run"), Path.Combine(_folder, ".ci", "run"));
        Write(".github/workflows/ci.yml", "on: push\n");
        Write("artifacts/ci-tools/node_modules/.bin/action-validator", Stub("action-validator"));
        foreach (string program in (string[])["dotnet", "shellcheck", "npm", "make", "faketime", "script", "spin", "gcc", "pwsh"])
            Write($"bin/{program}", Stub(program));
        Tests(passed: 5, skipped: 0);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Formatting_scripts_and_workflows_come_before_the_tests_and_no_benchmark_does()
    {
        ProgramRun run = await Run(ci: "true");

        Assert.Equal((0, "5 passed, 0 failed, 0 skipped\n"), (run.ExitCode, run.Output));
        Assert.Equal(["action-validator", "dotnet", "shellcheck"], Calls[..3].Order());
        // The shared compiler is ended last.
        Assert.Equal(["build.sh --target=Test", "dotnet"], Calls[3..]);
    }

    [Fact]
    public async Task Scripts_are_those_that_are_named_or_begin_so()
    {
        Write("bin/shellcheck", $"#!/bin/sh\nprintf '%s\\n' \"$@\" >>'{_folder}/calls'\n");
        Write("tools/named.sh", "echo\n");
        Write("tools/begun so", "#!/usr/bin/env bash\n");
        Write("tools/other", "#!/usr/bin/env python3\n");
        Write("tools/later", "\n#!/bin/sh\n");
        Write("tools/binary", "\u007fELF\0\0 /bin/sh");
        Write("tools/empty", "");

        await Run(ci: "true");

        string[] scripts = [".ci/run", "tools/named.sh", "tools/begun so"];
        string[] found = [.. Calls.Where(call => call == ".ci/run" || call.StartsWith("tools/", StringComparison.Ordinal))];
        Assert.Equal(scripts.Order(), found.Order());
    }

    [SampledTheory]
    [InlineData("true", 1)]
    [InlineData("", 0)]
    public async Task A_skipped_test_fails_it_in_CI_alone(string ci, int exitCode)
    {
        Tests(passed: 5, skipped: 1);

        ProgramRun run = await Run(ci);

        Assert.Equal(exitCode, run.ExitCode);
        Assert.EndsWith("5 passed, 0 failed, 1 skipped\n", run.Output, StringComparison.Ordinal);
    }

    [SampledTheory]
    [InlineData("bin/dotnet", "formatting differs")]
    [InlineData("bin/shellcheck", "shellcheck found something")]
    [InlineData("artifacts/ci-tools/node_modules/.bin/action-validator", "ci.yml is no valid workflow")]
    public async Task A_check_that_fails_fails_it_and_the_tests_run_all_the_same(string program, string message)
    {
        Write(program, "#!/bin/sh\nexit 1\n");

        ProgramRun run = await Run(ci: "true");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(message, run.Output);
        Assert.Contains("build.sh --target=Test", Calls);
    }

    [SampledTheory]
    [InlineData("echo >\"$TMPDIR/leak\"; mkdir \"$TMPDIR/build-timing-me\"", 1,
        "left in the temporary folder by the tests: build-timing-me leak\n")]
    [InlineData("mkdir \"$TMPDIR/aB3xYz\"; echo >\"$TMPDIR/aB3xYz/file\"", 1, "left in the temporary folder by the tests: aB3xYz\n")]
    [InlineData("mkdir \"$TMPDIR/aB3xYz\" \"$TMPDIR/NuGetScratchme\"; mkfifo \"$TMPDIR/clr-debug-pipe-1-2-in\"", 0, "")]
    public async Task What_the_tests_leave_in_the_temporary_folder_fails_it(string script, int exitCode, string message)
    {
        Tests(passed: 5, skipped: 0, script);

        ProgramRun run = await Run(ci: "true");

        Assert.Equal((exitCode, message + "5 passed, 0 failed, 0 skipped\n"), (run.ExitCode, run.Output));
    }

    [SampledTheory]
    [InlineData("1000", 0, "Duration: 71 ms\n7 passed, 0 failed, 0 skipped\n")]
    [InlineData("0", 1, "in CI no test may be skipped\n5 passed, 0 failed, 2 skipped\n")]
    public async Task Tests_that_need_root_run_by_sudo_where_CI_is_not_root(string user, int exitCode, string output)
    {
        Tests(passed: 5, skipped: 2);
        Write("bin/id", $"#!/bin/sh\necho {user}\n");
        Write("bin/sudo", "#!/bin/sh\nshift\nexec \"$@\"\n");
        Write("bin/chmod", "#!/bin/sh\n");
        Write("bin/chown", "#!/bin/sh\n");
        Write(
            "bin/dotnet",
            $"""
            {Stub("dotnet $1 $2")}
            [ "$1" = test ] || exit 0
            echo 'Passed!  - Failed:     0, Passed:     1, Skipped:     0, Total:     1, Duration: 71 ms'
            """);

        ProgramRun run = await Run(ci: "true");

        Assert.Equal(exitCode, run.ExitCode);
        Assert.EndsWith(output, run.Output, StringComparison.Ordinal);
        Assert.Equal(exitCode == 0, Calls.Contains("dotnet test tests/Timing.Tests"));
    }

    [Fact]
    public async Task Without_a_password_for_sudo_it_says_what_was_left_out_and_fails_in_CI()
    {
        Tests(passed: 5, skipped: 2);
        Write("bin/id", "#!/bin/sh\necho 1000\n");
        Write("bin/sudo", "#!/bin/sh\nexit 1\n");

        ProgramRun run = await Run(ci: "true");

        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("skipped: the tests that need root. This is not root, and sudo asks for a password.\n", run.Output);
    }

    private string[] Calls => File.ReadAllLines(Path.Combine(_folder, "calls"));

    private Task<ProgramRun> Run(string ci) => ProgramRun.Of(
        _folder,
        [("CI", ci), ("PATH", $"{_folder}/bin:{Environment.GetEnvironmentVariable("PATH")}")],
        "bash", "-c", "chmod -R u+x . && git init --quiet && git add . && exec .ci/run");

    private void Tests(int passed, int skipped, string script = "") => Write(
        "build.sh",
        $"""
        {Stub("build.sh $*")}
        {script}
        mkdir -p artifacts/test-results
        echo '{passed} passed, 0 failed, {skipped} skipped' >artifacts/test-results/counts
        """);

    private string Stub(string call) => $"#!/bin/sh\necho \"{call}\" >>'{_folder}/calls'\n";

    private void Write(string path, string text)
    {
        string file = Path.Combine(_folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
