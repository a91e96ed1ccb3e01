using Xunit.Abstractions;

namespace Timing.Tests.Publishing;

/// <summary>Every interleaving of the protocol in docs/model/publishing.pml, within the bounds that each case names.</summary>
public sealed class PublishingModelTests(ITestOutputHelper output)
{
    [SpinTheory]
    [InlineData("three writers, one fault, a machine thrown away", "FAULTS=1 THROWN_AWAY=true")]
    [InlineData("three writers, two faults, a remote without --atomic", "FAULTS=2 ATOMIC=false")]
    [InlineData("two writers, two faults, a machine thrown away, a protected branch", "WRITERS=2 FAULTS=2 THROWN_AWAY=true PROTECTED=true")]
    public Task Every_row_gets_to_the_branch_once_and_is_somewhere_all_the_time(string bounds, string definitions) =>
        HoldsAsync(bounds, definitions);

    [SpinSampledTheory]
    [InlineData("two writers, three faults, a machine thrown away", "WRITERS=2 FAULTS=3 THROWN_AWAY=true")]
    [InlineData("two writers, two faults, a remote that may begin to refuse handoffs", "WRITERS=2 FAULTS=2 RULED=true")]
    [InlineData("two writers, two faults, a remote without --atomic, a protected branch", "WRITERS=2 FAULTS=2 ATOMIC=false PROTECTED=true")]
    public Task So_it_is_on_remotes_that_are_seldom_met(string bounds, string definitions) => HoldsAsync(bounds, definitions);

    [SpinSampledTheory]
    [InlineData("WRITERS=2 FAULTS=2 PROTECTED=true")]
    [InlineData("WRITERS=2 FAULTS=2 ATOMIC=false PROTECTED=true")]
    public async Task Nothing_is_repeated_for_ever(string definitions)
    {
        ModelCheck check = await ModelCheck.RunAsync(definitions, "-DNP", "-l");
        output.WriteLine($"{definitions}: {check.States} states");
        Assert.True(check.IsComplete, check.Report);
        Assert.True(check.Errors == 0, check.Report);
    }

    /// <summary>What docs/decisions says of the rules that are more than these properties need.</summary>
    [SpinSampledTheory]
    [InlineData("NO_LEASES")]
    [InlineData("RUN_CHECK HANDOFF_WHILE_UNKNOWN")]
    [InlineData("RUN_CHECK PROTECTED=true")]
    public async Task The_properties_hold_without_it(string definitions)
    {
        ModelCheck check = await ModelCheck.RunAsync($"WRITERS=2 FAULTS=2 {definitions}", "-DSAFETY");
        output.WriteLine($"{definitions}: {check.States} states");
        Assert.True(check.IsComplete, check.Report);
        Assert.True(check.Errors == 0, check.Report);
    }

    [SpinSampledTheory]
    [InlineData("NO_CHECK_AFTER_LOST_ANSWER")]
    [InlineData("HANDOFF_WHILE_UNKNOWN")]
    [InlineData("DIRECT_AFTER_HANDOFF")]
    [InlineData("NOTE_AFTER_PUSH")]
    [InlineData("FORGET_UNANSWERED")]
    [InlineData("NO_TRAILER_CHECK")]
    [InlineData("DELETE_FIRST ATOMIC=false PROTECTED=true")]
    [InlineData("DIRECT_AFTER_ANY_REFUSAL RULED=true")]
    public async Task A_protocol_without_one_of_its_rules_is_caught(string definitions)
    {
        ModelCheck check = await ModelCheck.RunAsync($"WRITERS=2 FAULTS=2 {definitions}", "-DSAFETY");
        output.WriteLine($"{definitions}: {check.Violation}");
        Assert.True(check.Errors == 1, check.Report);
        Assert.Contains("assertion violated", check.Violation);
    }

    private async Task HoldsAsync(string bounds, string definitions)
    {
        ModelCheck check = await ModelCheck.RunAsync(definitions, "-DSAFETY");
        output.WriteLine($"{bounds}: {check.States} states");
        Assert.True(check.IsComplete, check.Report);
        Assert.True(check.Errors == 0, check.Report);
        Assert.True(check.States > 10_000, check.Report);
    }
}
