using System.Diagnostics;
using System.Runtime.Versioning;
using BuildTiming.Processes;

namespace Timing.Tests.Processes;

[SupportedOSPlatform("linux")]
public sealed class ProcessIdentityTests
{
    private static readonly ProcessIdentity Here = ProcessIdentity.Current;

    [Fact]
    public void This_process_is_alive() => Assert.Equal(ProcessState.Alive, Here.State());

    [Fact]
    public void A_process_that_has_ended_is_gone()
    {
        using Process child = Process.Start(new ProcessStartInfo("cat") { RedirectStandardInput = true })!;
        ProcessIdentity identity = Here with { Pid = child.Id, StartTime = LinuxProcess.StartTime(child.Id)! };
        Assert.Equal(ProcessState.Alive, identity.State());

        child.StandardInput.Close();
        child.WaitForExit();

        Assert.Equal(ProcessState.Gone, identity.State());
    }

    [Fact]
    public void A_number_used_again_is_not_the_process() => Assert.Equal(ProcessState.Gone, (Here with { StartTime = "1" }).State());

    [Fact]
    public void A_number_that_no_process_can_have_is_gone() => Assert.All(
        [0, -1, int.MaxValue], pid => Assert.Equal(ProcessState.Gone, (Here with { Pid = pid }).State()));

    [Fact]
    public void A_restart_ends_every_process_even_those_of_containers() => Assert.Equal(
        [ProcessState.Gone, ProcessState.Gone],
        [(Here with { BootId = "before" }).State(), (Here with { BootId = "before", Namespace = "pid:[1]" }).State()]);

    [Fact]
    public void Nothing_is_known_of_another_host() => Assert.Equal(
        [ProcessState.Unknown, ProcessState.Unknown],
        [(Here with { Host = "other" }).State(), (Here with { Host = "other", BootId = "other", StartTime = "1" }).State()]);

    [Fact]
    public void Nothing_is_known_of_a_container_with_the_same_host_name() =>
        Assert.Equal(ProcessState.Unknown, (Here with { Namespace = "pid:[1]", StartTime = "1" }).State());

    [Theory]
    [InlineData("S", false)]
    [InlineData("R", false)]
    [InlineData("T", false)]
    [InlineData("Z", true)]
    [InlineData("X", true)]
    public void A_zombie_has_ended_and_a_stopped_process_has_not(string state, bool hasEnded)
    {
        var status = ProcessStatus.Parse($"42 (a) b (Z) 1) {state} {Fields(4, 21)} 4711 {Fields(23, 52)}\n");

        Assert.Equal(("a) b (Z) 1", 4, 5, 7, 8), (status!.Name, status.Parent, status.Group, status.Terminal, status.ForegroundGroup));
        Assert.Equal("4711", status.StartTime);
        Assert.Equal(hasEnded, status.HasEnded);
    }

    [Theory]
    [InlineData("")]
    [InlineData("42 (cat")]
    [InlineData("42 (cat) S 1 2")]
    public void A_line_cut_short_is_no_status(string stat) => Assert.Null(ProcessStatus.Parse(stat));

    private static string Fields(int first, int last) => string.Join(' ', Enumerable.Range(first, last - first + 1));
}
