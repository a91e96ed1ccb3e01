using Faults.Hosts;
using Faults.Worlds;
using Tests.Shared.Facts;

namespace Faults.Checks;

/// <summary>What the suite is to find, it finds.</summary>
public sealed class DetectionTests : WorldTests
{
    private protected override int CloneCount => 3;

    [LinuxFact]
    [Trait("Turn", "a")]
    public async Task A_run_that_nothing_befalls_has_one_row()
    {
        HostOutcome outcome = await RunAsync("run", "direct");

        Audit audit = await Audit.TakeAsync(Subject);
        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains("run/apply-persistent", audit.Census.Rows);
        Assert.Empty(audit.Census.Lost);
        Assert.Empty(audit.Census.Doubled);
        Assert.Empty(audit.Complaints([outcome]));
        Assert.Empty(await State.ComplaintsAsync());
    }

    [LinuxFact]
    public async Task A_row_that_vanishes_is_lost()
    {
        await RunAsync("run", "direct");

        await Git.RunAsync(Subject.Remote, "update-ref", "-d", $"refs/heads/{World.RegistryBranch}");

        Assert.Contains("run/apply-persistent", (await Audit.TakeAsync(Subject)).Census.Lost);
    }

    [LinuxFact]
    public async Task A_row_on_two_branches_is_doubled()
    {
        await RunAsync("run", "handoff");

        string handoff = await Git.RunAsync(Subject.Remote, "for-each-ref", "--format=%(refname)", "refs/heads/timing-handoff");
        await Git.RunAsync(Subject.Remote, "update-ref", "refs/heads/timing-handoff/again", handoff);

        string doubled = Assert.Single((await Audit.TakeAsync(Subject)).Census.Doubled);
        Assert.StartsWith("run/apply-persistent ", doubled, StringComparison.Ordinal);
    }

    [LinuxFact]
    [Trait("Form", "long")]
    public async Task A_row_on_the_remote_and_on_a_local_branch_is_doubled()
    {
        await RunAsync("run", "none");

        Place place = Subject.Places[0];
        await Git.RunAsync(place.Root, "push", "--quiet", "origin", $"{World.RegistryBranch}:refs/heads/timing-handoff/again");

        Assert.NotEmpty((await Audit.TakeAsync(Subject)).Census.Doubled);
    }

    [LinuxFact]
    public async Task A_touched_repository_is_complained_of()
    {
        Place place = Subject.Places[0];
        await File.WriteAllTextAsync(Path.Combine(place.Root, "left-behind"), "");
        await File.WriteAllTextAsync(Path.Combine(place.Repository.GitFolder, "HEAD.lock"), "");
        await Git.RunAsync(Subject.Places[1].Root, "checkout", "--quiet", "--detach");
        await Git.RunAsync(Subject.Places[2].Root, "update-ref", "refs/build-timing/import", "HEAD");
        foreach (string commit in Directory.EnumerateFiles(Path.Combine(Subject.Remote, "objects"), "*", SearchOption.AllDirectories)
            .Take(1))
        {
            File.Delete(commit);
            await File.WriteAllTextAsync(commit, "no object");
        }

        IReadOnlyList<string> complaints = await State.ComplaintsAsync();

        Assert.Contains(complaints, complaint => complaint.Contains("left-behind", StringComparison.Ordinal));
        Assert.Contains(complaints, complaint => complaint.StartsWith("a lock is left: ", StringComparison.Ordinal));
        Assert.Contains(complaints, complaint => complaint.EndsWith("has moved", StringComparison.Ordinal));
        Assert.Contains(complaints, complaint => complaint.Contains("refs/build-timing/import", StringComparison.Ordinal));
        Assert.Contains(complaints, complaint => complaint.StartsWith("git fsck ", StringComparison.Ordinal));
    }
}
