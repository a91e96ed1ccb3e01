using System.Globalization;
using BuildTiming.Processes;
using Tests.Shared.Facts;

namespace Timing.Tests.Running.Stopping;

/// <summary>The host is killed, and its command comes to its own end.</summary>
public sealed class PipeKeeperTests
{
    private const int Kill = 9;

    // The keeper is given the pipe just after the command's start: waits until it holds both it and the log.
    private const string WaitForHeir = """
        has_heir() {
          local child
          for child in $(cat /proc/$PPID/task/*/children); do
            [[ /proc/$child/fd/3 -ef /proc/$$/fd/1 && /proc/$child/fd/4 -ef $(echo logs/build-timings/*.log) ]] && keeper=$child && return
          done 2>/dev/null
          return 1
        }
        until has_heir; do sleep 0.01; done
        mkfifo gate
        echo "keeper=$keeper. command=$$. main is ready"
        read -r _ < gate

        """;

    [LinuxFact]
    public async Task What_a_command_prints_after_its_host_was_killed_reaches_the_log_in_order()
    {
        await using var host = new HostProcess(WaitForHeir + """
            for ((i = 1; i <= 20000; i++)); do echo "line $i"; done
            echo 'on standard error' >&2
            """);
        await host.SendAsync(Kill);
        await host.EndAsync();
        ProcessIdentity keeper = PipeKeeper(host);
        await OpenGateAsync(host);
        await EndedAsync(keeper);

        string[] expected = [.. Enumerable.Range(1, 20000).Select(number => $"line {number}"), "on standard error"];
        Assert.Equal(expected, host.Log.TrimEnd('\n').Split('\n')[2..]);
    }

    // The experiment that the others rest on.
    [LinuxFact]
    public async Task Without_its_heir_a_command_whose_host_was_killed_dies_at_its_next_line()
    {
        await using var host = new HostProcess(WaitForHeir + "bash -c 'echo a line; echo lived > how'; echo $? > how\n");
        await host.Output.SeeAsync("is ready");
        ProcessIdentity keeper = PipeKeeper(host);
        NativeProcesses.Send(keeper.Pid, Kill);
        await EndedAsync(keeper);
        await host.SendAsync(Kill);
        await host.EndAsync();
        var command = ProcessIdentity.Of(Number(host, "command="));
        await OpenGateAsync(host);
        await EndedAsync(command);

        Assert.Equal("141", File.ReadAllText(host["how"]).TrimEnd());
    }

    [LinuxFact]
    public async Task The_heir_ends_with_the_command_and_the_log_tells_when()
    {
        await using var host = new HostProcess(WaitForHeir);
        await host.SendAsync(Kill);
        await host.EndAsync();
        string log = Directory.GetFiles(host["logs/build-timings"], "*.log").Single();
        ProcessIdentity keeper = PipeKeeper(host);
        File.SetLastWriteTimeUtc(log, DateTime.UnixEpoch);
        await OpenGateAsync(host);

        await EndedAsync(keeper);
        Assert.True(File.GetLastWriteTimeUtc(log) > DateTime.UnixEpoch.AddDays(1),
            "the log tells when the command ended, though it printed nothing");
    }

    [LinuxFact]
    public async Task A_run_that_ends_with_its_host_leaves_no_heir_and_no_trace_in_the_log()
    {
        await using var host = new HostProcess(WaitForHeir);
        await host.Output.SeeAsync("is ready");
        ProcessIdentity keeper = PipeKeeper(host);
        await OpenGateAsync(host);

        Assert.Equal(0, await host.EndAsync());
        Assert.Equal(ProcessState.Gone, keeper.State());
        Assert.Equal(3, host.Log.TrimEnd('\n').Split('\n').Length);
    }

    [LinuxFact]
    public async Task A_command_outlives_a_log_whose_folder_was_deleted()
    {
        await using var host = new HostProcess(WaitForHeir + "seq 20000; echo lived > how\n");
        await host.SendAsync(Kill);
        await host.EndAsync();
        ProcessIdentity keeper = PipeKeeper(host);
        Directory.Delete(host["logs"], recursive: true);
        await OpenGateAsync(host);
        await EndedAsync(keeper);

        Assert.Equal("lived", File.ReadAllText(host["how"]).TrimEnd());
        Assert.False(Directory.Exists(host["logs"]));
    }

    // A mount of its own, which goes with the last process that sees it; what happened there is told outside.
    [SmallDiskFact]
    [Trait("Needs", "root")]
    public async Task A_command_outlives_a_full_disk_and_its_log_tells_when_it_ended()
    {
        const string smallDisk = "mkdir -p logs/build-timings; mount -t tmpfs -o size=64k none logs/build-timings; exec \"$@\"";
        await using var host = new HostProcess(
            WaitForHeir + """
                (
                  exec >/dev/null 2>&1 3<logs/build-timings/*.log
                  until read -r _ <end; do :; done
                  { stat -Lc '%s %Y' /proc/self/fd/3; df --output=avail logs/build-timings | tail -1; } >seen.part
                  mv seen.part seen
                ) &
                mkfifo end
                seq 100000
                echo lived > how
                touch -d @0 logs/build-timings/*.log

                """,
            "unshare", "--mount", "sh", "-c", smallDisk, "sh");
        await host.SendAsync(Kill);
        await host.EndAsync();
        ProcessIdentity keeper = PipeKeeper(host);
        await OpenGateAsync(host);
        await EndedAsync(keeper);
        await File.WriteAllTextAsync(host["end"], "go\n").WaitAsync(HostProcess.Bound, TimeProvider.System);
        while (!File.Exists(host["seen"])) await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);

        Assert.Equal("lived", File.ReadAllText(host["how"]).TrimEnd());
        string[] seen = File.ReadAllText(host["seen"]).Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("0", seen[2]);
        Assert.InRange(long.Parse(seen[0], CultureInfo.InvariantCulture), 1, 64 * 1024);
        Assert.NotEqual("0", seen[1]);
    }

    private static Task OpenGateAsync(HostProcess host) =>
        File.WriteAllTextAsync(host["gate"], "go\n").WaitAsync(HostProcess.Bound, TimeProvider.System);

    private static ProcessIdentity PipeKeeper(HostProcess host) => ProcessIdentity.Of(Number(host, "keeper="));

    private static int Number(HostProcess host, string before) =>
        int.Parse(host.Output.Text.Split(before)[1].Split('.')[0], CultureInfo.InvariantCulture);

    // Not the test's child: whoever adopted it may leave its zombie for a while, which .NET would take for alive.
    private static async Task EndedAsync(ProcessIdentity process)
    {
        using var bound = new CancellationTokenSource(HostProcess.Bound, TimeProvider.System);
        while (process.State() != ProcessState.Gone) await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, bound.Token);
    }
}
