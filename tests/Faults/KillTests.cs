using Faults.Checks;
using Faults.Hosts;
using Faults.Plans;
using Faults.Worlds;
using Tests.Shared.Facts;

namespace Faults;

/// <summary>Faults that soaks have found rows lost or doubled by, each by itself.</summary>
public sealed class KillTests : WorldTests
{
    [LinuxSampledTheory]
    [InlineData("direct", "handoff")]
    [InlineData("direct", "none")]
    [InlineData("none", "direct")]
    public async Task A_publication_that_outlives_its_host_doubles_nothing_when_the_next_run_has_another_policy(string first, string second)
    {
        HostOutcome killed =
            await RunAsync("one", first, new CommandStep(first == "none" ? "update-ref" : "push", 1, "held", 0, Victims.Host));
        await CommitAsync("two", second);
        await ReleaseAsync("one");

        Assert.True(killed.WasKilled);
        await AssertOneRowAsync();
    }

    [LinuxSampledTheory]
    [InlineData("direct", "push", "push", 1)]
    [InlineData("none", "update-ref", "for-each-ref", 1)]
    public async Task A_publication_that_arrives_just_after_it_was_looked_for_is_not_built_on(
        string policy, string publication, string next, int occurrence)
    {
        HostOutcome killed = await RunAsync("one", policy, new CommandStep(publication, 1, "held", 0, Victims.Host));
        // Nobody dies here: the second run has seen that nothing arrived, and stands before its next look at the branch.
        Task<HostOutcome> second = CommitAsync("two", policy, new CommandStep(next, occurrence, "held", 0, Victims.Git));
        await HeldAsync("two", next, occurrence);
        await ReleaseAsync("one");
        await ReleaseAsync("two", second);

        Assert.True(killed.WasKilled);
        await AssertOneRowAsync();
    }

    [LinuxSampledTheory]
    [InlineData("direct", "fetch")]
    [InlineData("direct", "var")]
    [InlineData("direct", "fast-import")]
    [InlineData("direct", "push")]
    [InlineData("none", "update-ref")]
    public async Task A_git_that_is_killed_costs_neither_the_row_nor_the_outcome(string policy, string step)
    {
        HostOutcome outcome = await RunAsync("one", policy, new CommandStep(step, 1, "before", 0, Victims.Git));
        await CommitAsync("two", policy);

        Assert.True(HasCome("one", step, 1));
        Assert.Equal(0, outcome.ExitCode);
        await AssertOneRowAsync();
    }

    [LinuxSampledTheory]
    [InlineData("direct", "post-receive", "rev-list")]
    [InlineData("direct", "post-receive", "rev-parse")]
    [InlineData("none", "update-ref", "cat-file")]
    [InlineData("none", "update-ref", "for-each-ref")]
    public async Task A_git_that_is_killed_while_a_landed_row_is_looked_for_doubles_nothing(string policy, string landed, string search)
    {
        await RunAsync("one", policy, new CommandStep(landed, 1, landed == "update-ref" ? "after" : "during", 0, Victims.Host));
        await CommitAsync("two", policy, new CommandStep(search, 1, "before", 0, Victims.Git));
        await CommitAsync("three", policy);

        Assert.True(HasCome("two", search, 1));
        await AssertOneRowAsync();
    }

    [LinuxSampledTheory]
    [InlineData("pre-receive", "during")]
    [InlineData("post-receive", "during")]
    [InlineData("push", "held")]
    public async Task A_merge_of_handoffs_that_is_killed_is_done_once(string step, string moment)
    {
        await RunAsync("one", "handoff");
        HostOutcome killed = await MergeAsync("two", new CommandStep(step, 1, moment, 0, Victims.Host));
        HostOutcome merged = await MergeAsync("three");
        await ReleaseAsync("two");

        Assert.True(killed.WasKilled);
        Assert.Equal(0, merged.ExitCode);
        await AssertOneRowAsync();
    }

    [LinuxFact]
    public async Task A_handoff_that_arrives_again_after_it_was_merged_is_removed()
    {
        HostOutcome killed = await RunAsync("one", "handoff", new CommandStep("push", 1, "held", 0, Victims.Host));
        await CommitAsync("two", "handoff");
        await MergeAsync("three");
        await ReleaseAsync("one");
        await MergeAsync("four");

        Assert.True(killed.WasKilled);
        await AssertOneRowAsync();
        Assert.Empty(await Git.RunAsync(Subject.Remote, "for-each-ref", "refs/heads/timing-handoff"));
    }

    private async Task AssertOneRowAsync()
    {
        Audit audit = await Audit.TakeAsync(Subject);
        Assert.Contains("one/apply-persistent", audit.Census.Rows);
        Assert.Empty(audit.Census.Doubled);
        Assert.Empty(audit.Complaints([]));
        Assert.Empty(await State.ComplaintsAsync());
    }
}
