using BuildTiming.Running;

namespace Timing.Tests.Running;

/// <summary>A command that cannot be started is a command that failed: it says so where its output would be.</summary>
public sealed class FailingStartTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_working_directory_that_is_gone_is_126_and_a_message()
    {
        var recorder = new Recorder();
        PhaseExit exit = await new ProcessTee(TimeProvider.System).RunAsync(Command(_folder["gone"], "true"), recorder);
        Assert.Equal((126, true), (exit.ExitCode, exit.Started));
        Assert.Equal($"build: true cannot be started: the working directory {_folder["gone"]} does not exist\n", recorder.Text);
    }

    [Fact]
    public async Task Arguments_that_are_too_long_for_the_system_are_126_and_a_message()
    {
        var recorder = new Recorder();
        PhaseExit exit = await new ProcessTee(TimeProvider.System)
            .RunAsync(Command(_folder.Path, "true", new string('x', 4_000_000)), recorder);
        Assert.Equal(126, exit.ExitCode);
        Assert.StartsWith("build: true cannot be started: ", recorder.Text, StringComparison.Ordinal);
    }

    // A shell that looks for `bash` passes it over, and so must this.
    [Fact]
    public async Task A_bash_on_PATH_that_is_not_executable_is_passed_over()
    {
        await File.WriteAllTextAsync(_folder["bash"], "not executable");
        await using var host =
            new HostProcess("echo \"<it runs>\"; exit 5\n", "env", $"PATH={_folder.Path}:{Environment.GetEnvironmentVariable("PATH")}");
        Assert.Equal(5, await host.EndAsync());
        Assert.Contains("<it runs>", host.Log);
    }

    private static PhaseCommand Command(string folder, string program, params string[] arguments) =>
        new() { Program = program, Arguments = arguments, WorkingDirectory = folder };
}
