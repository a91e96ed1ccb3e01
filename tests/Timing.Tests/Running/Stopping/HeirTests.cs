using System.Diagnostics;

namespace Timing.Tests.Running.Stopping;

/// <summary>The host is killed, and its command comes to its own end.</summary>
public sealed class HeirTests
{
    private const int Kill = 9;

    // The heir is given the pipe just after the command's start: waits until it holds it.
    private const string WaitForHeir = """
        has_heir() {
          local child
          for child in $(cat /proc/$PPID/task/*/children); do
            [[ $(<"/proc/$child/comm") == sh && -e /proc/$child/fd/3 ]] && heir=$child && return
          done 2>/dev/null
          return 1
        }
        until has_heir; do sleep 0.01; done
        mkfifo gate
        echo "heir=$heir. main is ready"
        read -r _ < gate

        """;

    [LinuxFact]
    public async Task What_a_command_prints_after_its_host_was_killed_reaches_the_log_in_order()
    {
        await using var host = new HostProcess(WaitForHeir + """
            for ((i = 1; i <= 20000; i++)); do echo "line $i"; done
            echo 'on standard error' >&2
            echo '<ends>'
            """);
        await host.SendAsync(Kill);
        await host.EndAsync();
        await OpenGateAsync(host);
        await host.SeeInLogAsync("<ends>");

        string[] expected = [.. Enumerable.Range(1, 20000).Select(number => $"line {number}"), "on standard error", "<ends>"];
        Assert.Equal(expected, host.Log.TrimEnd('\n').Split('\n')[2..]);
    }

    [LinuxFact]
    public async Task The_heir_ends_with_the_command_and_the_log_tells_when()
    {
        await using var host = new HostProcess(WaitForHeir);
        await host.SendAsync(Kill);
        await host.EndAsync();
        string log = Directory.GetFiles(host["logs/build-timings"], "*.log").Single();
        using Process heir = Heir(host);
        File.SetLastWriteTimeUtc(log, DateTime.UnixEpoch);
        await OpenGateAsync(host);

        await heir.WaitForExitAsync().WaitAsync(HostProcess.Bound, TimeProvider.System);
        Assert.True(File.GetLastWriteTimeUtc(log) > DateTime.UnixEpoch.AddDays(1), "the log tells when the command ended, though it printed nothing");
    }

    [LinuxFact]
    public async Task A_run_that_ends_with_its_host_leaves_no_heir_and_no_trace_in_the_log()
    {
        await using var host = new HostProcess(WaitForHeir);
        await host.Output.SeeAsync("is ready");
        using Process heir = Heir(host);
        await OpenGateAsync(host);

        Assert.Equal(0, await host.EndAsync());
        await heir.WaitForExitAsync().WaitAsync(HostProcess.Bound, TimeProvider.System);
        Assert.Equal(3, host.Log.TrimEnd('\n').Split('\n').Length);
    }

    private static Task OpenGateAsync(HostProcess host) => File.WriteAllTextAsync(host["gate"], "go\n").WaitAsync(HostProcess.Bound, TimeProvider.System);

    private static Process Heir(HostProcess host) =>
        Process.GetProcessById(int.Parse(host.Output.Text.Split("heir=")[1].Split('.')[0], System.Globalization.CultureInfo.InvariantCulture));
}
