using BuildTiming.Output;
using BuildTiming.Running;
using Timing.Tests.Running;

namespace Timing.Tests.Output.Terraform;

/// <summary>A script that runs real Terraform, as a phase's command does.</summary>
internal static class TerraformScript
{
    /// <summary>Runs it.</summary>
    /// <returns>What it has printed.</returns>
    public static async Task<string> RunAsync(string folder, string script, params IReadOnlyList<IOutputTarget> output)
    {
        var recorder = new Recorder();
        await new ProcessTee(TimeProvider.System).RunAsync(
            new PhaseCommand
            {
                Program = "bash",
                Arguments = ["-c", script],
                // Asks no server of its maker's whether there is a newer version.
                Environment = new Dictionary<string, string> { ["CHECKPOINT_DISABLE"] = "1" },
                WorkingDirectory = folder,
            },
            [.. output, recorder]);
        return recorder.Text;
    }
}
