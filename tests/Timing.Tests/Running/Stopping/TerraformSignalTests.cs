using System.Diagnostics;
using BuildTiming.Processes;
using Tests.Shared.Facts;

namespace Timing.Tests.Running.Stopping;

public sealed class TerraformSignalTests
{
    // The second resource is under way until Terraform stops it: if its command died of the signal itself, Terraform could be through
    // before it has said that it was interrupted.
    private const string Configuration = """
        resource "terraform_data" "first" {}
        resource "terraform_data" "second" {
          depends_on = [terraform_data.first]
          provisioner "local-exec" {
            command = "trap '' INT TERM; echo '<is' 'ready>'; mkfifo wait; read _ < wait"
          }
        }
        """;

    private static readonly Dictionary<string, string> Files = new() { ["main.tf"] = Configuration };

    private const string Script = """
        echo "##### STAGE 1: APPLY #####"
        terraform apply -auto-approve -no-color
        echo "terraform gave $?"
        exit 3
        """;

    [TerraformFact]
    public async Task As_CI_runners_stop_a_job_Terraform_under_a_script_stops_gracefully()
    {
        await using HostProcess host = new(Script, Files);
        await host.SendAsync(NativeProcesses.Interrupt);
        await host.Output.SeeAsync("Interrupt received");
        await host.SendAsync(NativeProcesses.Terminate);
        Assert.Equal(130, await host.EndAsync());
        AssertGraceful(host);
    }

    [TerraformFact]
    public async Task A_script_that_dies_of_SIGTERM_at_once_leaves_Terraform_the_time_to_stop()
    {
        await using HostProcess host = new(Script, Files);
        await host.SendAsync(NativeProcesses.Terminate);
        Assert.Equal(143, await host.EndAsync());
        AssertGraceful(host);
        Assert.Contains("exit=143 ", host.Report);
    }

    [TerminalFact("terraform")]
    public async Task CtrlC_in_a_terminal_stops_Terraform_gracefully()
    {
        await using var host = HostProcess.InTerminal(Script, Files);
        await host.IdAsync();
        host.Type("\x03");
        Assert.Equal(130, await host.EndAsync());
        AssertGraceful(host);
    }

    [TerminalFact("terraform")]
    public async Task A_hangup_stops_Terraform_gracefully()
    {
        await using var host = HostProcess.InTerminal(Script, Files);
        using var process = Process.GetProcessById(await host.IdAsync());
        host.HangUp();
        await process.WaitForExitAsync().WaitAsync(HostProcess.Bound, TimeProvider.System);
        AssertGraceful(host);
        Assert.Contains("signal=1 ", host.Report);
    }

    private static void AssertGraceful(HostProcess host)
    {
        Assert.Equal(2, host.Log.Split("Interrupt received").Length);
        Assert.DoesNotContain("Two interrupts", host.Log);
        Assert.Contains("terraform_data.first: Creation complete", host.Log);
        // What was created before the stop counts, and no lock is left.
        Assert.Contains(" +1 ~0 -0 ", host.Report);
        Assert.False(File.Exists(host[".terraform.tfstate.lock.info"]));
        Assert.Contains("terraform_data", File.ReadAllText(host["terraform.tfstate"]));
    }
}
