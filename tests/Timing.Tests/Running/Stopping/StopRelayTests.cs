using BuildTiming.Processes;
using BuildTiming.Running.Stopping;

namespace Timing.Tests.Running.Stopping;

public sealed class StopRelayTests
{
    private static readonly ProcessEntry[] Tree =
    [
        new(10, 1, 10, "bash", false),
        new(11, 10, 11, "timeout", false),
        new(12, 11, 11, "terraform", false),
        new(13, 10, 10, "make", false),
        new(14, 13, 10, "sh", false),
        new(15, 14, 10, "terraform", false),
        new(16, 10, 10, "timeout", false),
    ];

    [Theory]
    [InlineData(NativeProcesses.Interrupt, new[] { 10, 12, 13, 14, 15, 16 })]
    [InlineData(NativeProcesses.Terminate, new[] { 10, 12, 13, 15, 16 })]
    public void A_child_that_another_program_signals_gets_it_from_one_of_the_two(int signal, int[] recipients) =>
        Assert.Equal(recipients, StopRelay.Recipients(Tree, signal).Select(process => process.Id));

    [Theory]
    [InlineData(1, NativeProcesses.Terminate)]
    [InlineData(NativeProcesses.Interrupt, NativeProcesses.Interrupt)]
    public void A_hangup_is_passed_on_as_what_Terraform_answers_gracefully(int signal, int relayed) =>
        Assert.Equal(relayed, StopRelay.Relayed(signal));
}
