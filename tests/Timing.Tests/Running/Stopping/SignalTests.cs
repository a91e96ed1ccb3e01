using System.Diagnostics;
using BuildTiming.Processes;
using Tests.Shared.Facts;

namespace Timing.Tests.Running.Stopping;

public sealed class SignalTests
{
    // Two programs of one foreground pipeline below a script: neither is a background job, which would ignore SIGINT.
    private const string Tree = "bash member.sh a | bash member.sh b\nexit 7\n";

    [Theory]
    [Trait("Turn", "a")]
    [InlineData(NativeProcesses.Interrupt, "INT", 130)]
    [InlineData(NativeProcesses.Terminate, "TERM", 143)]
    public async Task A_signal_to_the_host_alone_reaches_every_process_once_and_a_second_signal_none(int signal, string name, int exitCode)
    {
        await using var host = new HostProcess(Tree);
        await ReadyAsync(host);
        await host.SendAsync(signal);
        await Task.WhenAll(host.Output.SeeAsync($"<a has {name}>"), host.Output.SeeAsync($"<b has {name}>"));
        await host.SendAsync(NativeProcesses.Terminate);
        await host.Output.SeeAsync("host: has SIGTERM");
        await FinishAsync(host);

        Assert.Equal(exitCode, await host.EndAsync());
        AssertOnce(host, name);
        Assert.Contains("interrupted=True", host.Report);
        Assert.EndsWith("second=False", host.Report);
        Assert.False(File.Exists(host["second"]));
    }

    [Theory]
    [InlineData("setsid")]
    [InlineData("setsid bash -c 'trap \"\" INT; exec \"$@\"' bash")]
    public async Task A_signal_to_the_whole_group_is_not_passed_on(string wrapper)
    {
        await using var host = new HostProcess(Tree, "sh", "-c", $"exec {wrapper} \"$0\" \"$1\"");
        await ReadyAsync(host);
        int id = await host.IdAsync();
        NativeProcesses.Send(-id, NativeProcesses.Interrupt);
        await Task.WhenAll(host.Output.SeeAsync("<a has INT>"), host.Output.SeeAsync("<b has INT>"), host.Output.SeeAsync("host: stops"));
        NativeProcesses.Send(id, NativeProcesses.Terminate);
        await host.Output.SeeAsync("host: has SIGTERM");
        await FinishAsync(host);

        Assert.Equal(130, await host.EndAsync());
        AssertOnce(host, "INT");
    }

    // Both pass signals on themselves: timeout(1) all of them, to its child and its group; make(1) a SIGTERM to its recipe.
    [SampledTheory]
    [InlineData("timeout 60 bash member.sh a | bash member.sh b", NativeProcesses.Interrupt, "INT")]
    [InlineData("timeout 60 bash member.sh a | bash member.sh b", NativeProcesses.Terminate, "TERM")]
    [InlineData("printf 'all:; @bash member.sh a\\n' > Makefile; make | bash member.sh b", NativeProcesses.Terminate, "TERM")]
    [InlineData("printf 'all:; @bash member.sh a\\n' > Makefile; make | bash member.sh b", NativeProcesses.Interrupt, "INT")]
    public async Task Programs_that_pass_signals_on_themselves_do_not_make_it_two(string script, int signal, string name)
    {
        await using var host = new HostProcess(script + "\n");
        await ReadyAsync(host);
        await host.SendAsync(signal);
        await Task.WhenAll(host.Output.SeeAsync($"<a has {name}>"), host.Output.SeeAsync($"<b has {name}>"));
        await FinishAsync(host);
        await host.EndAsync();
        AssertOnce(host, name);
    }

    // An interactive shell sends the hangup of its terminal to the groups of its jobs.
    [Fact]
    public async Task A_hangup_of_the_whole_group_is_one_SIGTERM_for_the_command()
    {
        await using var host = new HostProcess(Tree, "setsid");
        await ReadyAsync(host);
        NativeProcesses.Send(-await host.IdAsync(), 1);
        await Task.WhenAll(host.Output.SeeAsync("<a has TERM>"), host.Output.SeeAsync("<b has TERM>"));
        await FinishAsync(host);

        Assert.Equal(129, await host.EndAsync());
        AssertOnce(host, "TERM");
    }

    [Fact]
    public async Task A_hangup_that_nohup_has_ignored_stops_nothing()
    {
        await using var host = new HostProcess(Tree, "nohup");
        await ReadyAsync(host);
        await host.SendAsync(NativeProcesses.Hangup);
        await host.SendAsync(NativeProcesses.Terminate);
        await Task.WhenAll(host.Output.SeeAsync("<a has TERM>"), host.Output.SeeAsync("<b has TERM>"));
        await FinishAsync(host);

        // A hangup that is answered would be the first of the two.
        Assert.Equal(143, await host.EndAsync());
        AssertOnce(host, "TERM");
        Assert.Contains("signal=15 ", host.Report);
    }

    // It takes two seconds to stop, in silence, holds no pipe, and its parent is long dead: as Terraform does with its output in a file.
    [Fact]
    [Trait("Turn", "b")]
    public async Task An_orphan_that_is_still_stopping_is_waited_for()
    {
        await using var host = new HostProcess("""
            host=$PPID
            bash -c 'trap "end=1" TERM; mkfifo never; echo "<is ready>" >&3; until [ "$end" ]; do read -t 1 _ <> never; done
              read -t 2 _ <> never; kill -0 "$1" && echo "the host is there"' bash $host 3>&1 > orphan 2>&1 | tee /dev/stderr
            """);
        await host.SendAsync(NativeProcesses.Terminate);
        Assert.Equal(143, await host.EndAsync());
        Assert.Equal("the host is there\n", File.ReadAllText(host["orphan"]));
    }

    [TerminalFact]
    public async Task CtrlC_in_a_terminal_reaches_every_process_once()
    {
        await using var host = HostProcess.InTerminal(Tree);
        await ReadyAsync(host);
        host.Type("\x03");
        await Task.WhenAll(host.Output.SeeAsync("<a has INT>"), host.Output.SeeAsync("<b has INT>"));
        await FinishAsync(host);

        Assert.Equal(130, await host.EndAsync());
        AssertOnce(host, "INT");
    }

    [TerminalFact("setsid")]
    public async Task CtrlC_also_stops_what_has_left_the_terminals_group()
    {
        await using var host = HostProcess.InTerminal("bash member.sh a | setsid bash member.sh b\n");
        await ReadyAsync(host);
        host.Type("\x03");
        await Task.WhenAll(host.Output.SeeAsync("<a has INT>"), host.Output.SeeAsync("<b has INT>"));
        await FinishAsync(host);

        Assert.Equal(130, await host.EndAsync());
        AssertOnce(host, "INT");
    }

    [TerminalFact]
    public async Task A_hangup_of_the_terminal_stops_the_command_as_SIGTERM_does()
    {
        await using var host = HostProcess.InTerminal(Tree);
        await ReadyAsync(host);
        using var process = Process.GetProcessById(await host.IdAsync());
        host.HangUp();
        await Task.WhenAll(host.SeeInLogAsync("<a has TERM>"), host.SeeInLogAsync("<b has TERM>"));
        await FinishAsync(host);
        await process.WaitForExitAsync().WaitAsync(HostProcess.Bound, TimeProvider.System);

        AssertOnce(host, "TERM");
        Assert.Contains("signal=1 ", host.Report);
    }

    private static Task ReadyAsync(HostProcess host) =>
        Task.WhenAll(host.Output.SeeAsync("<a is ready>"), host.Output.SeeAsync("<b is ready>"));

    private static async Task FinishAsync(HostProcess host)
    {
        await host.LetGoAsync("a");
        await host.LetGoAsync("b");
    }

    // The log has all of it, also where the terminal is gone.
    private static void AssertOnce(HostProcess host, string name)
    {
        foreach (string member in new[] { "a", "b" })
            Assert.Equal([$"<{member} is ready>", $"<{member} has {name}>", $"<{member} ends>"], host.Log.Split('\n')
                .Where(line => line.StartsWith($"<{member} ", StringComparison.Ordinal)));
    }
}
