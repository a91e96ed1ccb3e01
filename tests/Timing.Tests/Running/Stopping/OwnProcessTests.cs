using BuildTiming.Processes;
using Tests.Shared.Facts;

namespace Timing.Tests.Running.Stopping;

/// <summary>Which processes a stop is passed on to: those of the command, wherever they have gone, and none of the host's own.</summary>
public sealed class OwnProcessTests
{
    // A helper of the host, such as git, that is under way when the stop comes. SIGCONT would tell of having been frozen.
    private const string Helper = """
        exec >"$1.log" 2>/dev/null
        for signal in INT TERM CONT; do trap "echo has $signal" $signal; done
        mkfifo "$1.fifo"
        echo ready
        until read -r _ <"$1.fifo"; do :; done
        echo ends
        exit 9
        """;

    [LinuxFact]
    public async Task The_hosts_own_helpers_and_their_orphans_are_neither_frozen_nor_signalled_and_keep_their_exit_code()
    {
        await using var host =
            new HostProcess("until [[ -s helper.log && -s orphan.log ]]; do :; done; bash member.sh a\n", new Dictionary<string, string>
            {
                ["own.sh"] = Helper,
                ["helper.sh"] = "(setsid bash own.sh orphan &)\nexec bash own.sh helper\n",
            });
        await host.SendAsync(NativeProcesses.Terminate);
        await host.Output.SeeAsync("<a has TERM>");
        await host.LetGoAsync("helper");
        await host.Output.SeeAsync("host: its helper gave 9");
        await host.LetGoAsync("orphan");
        await host.LetGoAsync("a");

        Assert.Equal(143, await host.EndAsync());
        Assert.Equal("ready\nends\n", await File.ReadAllTextAsync(host["helper.log"]));
        Assert.StartsWith("ready\n", await File.ReadAllTextAsync(host["orphan.log"]), StringComparison.Ordinal);
        Assert.DoesNotContain("has", await File.ReadAllTextAsync(host["orphan.log"]));
    }

    [SampledTheory]
    [InlineData(NativeProcesses.Interrupt, "INT")]
    [InlineData(NativeProcesses.Terminate, "TERM")]
    public async Task A_second_command_at_the_same_time_gets_the_stop_once(int signal, string name)
    {
        await using var host =
            new HostProcess("bash member.sh a\n", new Dictionary<string, string> { ["beside.sh"] = "bash member.sh b\n" });
        await Task.WhenAll(host.Output.SeeAsync("<a is ready>"), host.Output.SeeAsync("<b is ready>"));
        await host.SendAsync(signal);
        await Task.WhenAll(host.Output.SeeAsync($"<a has {name}>"), host.Output.SeeAsync($"<b has {name}>"));
        await host.LetGoAsync("a");
        await host.LetGoAsync("b");
        await host.EndAsync();
        foreach (string member in new[] { "a", "b" }) Assert.Equal(2, host.Output.Text.Split($"<{member} has {name}>").Length);
    }

    // Its parents have gone before the stop, it is in a session of its own, and holds nothing of the command's but, at most, its
    // environment.
    [LinuxFact]
    public async Task A_detached_program_of_the_command_gets_the_stop_once()
    {
        await using var host = new HostProcess(
            "(setsid bash member.sh b >b.log 2>&1 &)\nuntil grep -q ready b.log; do :; done 2>/dev/null\nbash member.sh a\n");
        await host.SendAsync(NativeProcesses.Terminate);
        await host.Output.SeeAsync("<a has TERM>");
        await host.LetGoAsync("a");
        await host.LetGoAsync("b");
        Assert.Equal(143, await host.EndAsync());
        Assert.Equal("<b is ready>\n<b has TERM>\n<b ends>\n", await File.ReadAllTextAsync(host["b.log"]));
    }

    [Fact]
    public async Task An_answer_to_the_stop_that_fails_ends_neither_the_host_nor_the_relay()
    {
        await using var host = new HostProcess("bash member.sh a\n", new Dictionary<string, string> { ["throws"] = "" });
        await host.SendAsync(NativeProcesses.Terminate);
        await host.Output.SeeAsync("<a has TERM>");
        await host.LetGoAsync("a");
        Assert.Equal(143, await host.EndAsync());
    }
}
