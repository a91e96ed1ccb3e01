using System.Diagnostics;
using System.Globalization;
using BuildTiming.Processes;
using BuildTiming.Running.Stopping;
using Tests.Shared.Facts;

namespace Timing.Tests.Running.Stopping;

/// <summary>How long the host waits after a stop.</summary>
public sealed class PatienceTests
{
    // It takes note of the stop and lives on, as daemons do that reload their configuration at it.
    private const string Daemon = """
        trap 'echo reloaded >>daemon.log' TERM INT
        mkfifo never
        echo $$ >daemon
        while :; do read -r _ <>never; done
        """;

    [LinuxFact]
    [Trait("Turn", "a")]
    public async Task A_daemon_that_lives_on_is_waited_for_some_seconds_and_named()
    {
        await using var host = new HostProcess(
            "(setsid bash daemon.sh >/dev/null 2>&1 &)\nuntil [[ -s daemon ]]; do :; done\nbash member.sh a\n",
            new Dictionary<string, string> { ["daemon.sh"] = Daemon });
        await host.SendAsync(NativeProcesses.Terminate);
        await host.Output.SeeAsync("<a has TERM>");
        await host.LetGoAsync("a");
        Assert.Equal(143, await host.EndAsync());

        string pid = (await File.ReadAllTextAsync(host["daemon"])).Trim();
        using var daemon = Process.GetProcessById(int.Parse(pid, CultureInfo.InvariantCulture));
        daemon.Kill();
        Assert.Equal("reloaded\n", await File.ReadAllTextAsync(host["daemon.log"]));
        Assert.Contains($"host: warning: Not waited for any longer after the stop: bash (process {pid}).", host.Output.Text);
    }

    // It takes longer than what others are waited for, in silence, holds no pipe, and its parent is long dead.
    [LinuxFact]
    [Trait("Turn", "b")]
    public async Task Terraform_is_waited_for_to_its_end()
    {
        await using var host = new HostProcess("""
            cp "$(command -v bash)" terraform
            ./terraform -c 'trap "end=1" TERM; mkfifo never; echo "<is ready>" >&3; until [ "$end" ]; do read -t 1 _ <> never; done
              read -t 8 _ <> never; kill -0 "$1" && echo "the host is there"' terraform $PPID 3>&1 >orphan 2>&1 | cat
            """);
        await host.SendAsync(NativeProcesses.Terminate);
        Assert.Equal(143, await host.EndAsync());
        Assert.Equal("the host is there\n", await File.ReadAllTextAsync(host["orphan"]));
    }

    // One press after the other, and somebody who hammers on the keys: what comes within a moment counts as one press, no more.
    [SampledTheory]
    [InlineData(1000)]
    [InlineData(100)]
    public async Task A_second_CtrlC_says_what_is_awaited_and_a_third_lets_go_of_it(int betweenPresses)
    {
        await using var host = new HostProcess("bash member.sh a\n");
        await host.SendAsync(NativeProcesses.Interrupt);
        await host.Output.SeeAsync("<a has INT>");
        await PressUntilAsync(host, host.Output.SeeAsync("Still waiting for bash (process "), betweenPresses);
        Task<int> end = host.EndAsync(withOutput: false);
        await PressUntilAsync(host, end, betweenPresses);

        Assert.Equal(130, await end);
        Assert.StartsWith("exit=130 interrupted=True", host.Report);
        Assert.Contains(" finished ", host.Log);
        // It lives, has had the one stop, and goes to its end.
        await host.LetGoAsync("a");
        Assert.Equal(2, host.Output.Text.Split("<a has INT>").Length);
    }

    [Fact]
    public void Without_a_witness_what_is_typed_into_a_terminal_is_taken_for_the_groups()
    {
        using var probe = SignalProbe.Start([], new PipeKeeper(null, "mark"), "/no/such/shell");
        probe.CommandHasStarted(Stream.Null);
        Assert.False(probe.HasReceivedStop(NativeProcesses.Terminate));
        Assert.Equal(ProcessTable.IsInForeground(Environment.ProcessId), probe.HasReceivedStop(NativeProcesses.Interrupt));
    }

    private static async Task PressUntilAsync(HostProcess host, Task happened, int milliseconds)
    {
        do await host.SendAsync(NativeProcesses.Interrupt);
        while (await Task.WhenAny(happened, Task.Delay(TimeSpan.FromMilliseconds(milliseconds), TimeProvider.System)) != happened);
        await happened;
    }
}
