using BuildTiming.Handoffs;
using BuildTiming.Merging;
using BuildTiming.Rows;
using Tests.Shared.Facts;
using Timing.Tests.Git;

namespace Timing.Tests.Handoffs;

/// <summary>Many handoffs wait: they go batch by batch, oldest first, and what was merged stays merged.</summary>
public sealed class HandoffBatchTests : IDisposable
{
    private readonly HandoffScene _scene = new();

    public void Dispose() => _scene.Dispose();

    private GitSandbox Sandbox => _scene.Sandbox;

    private static BatchSize Small => new() { Most = 5 };

    [Theory]
    [InlineData(1, 500)]
    [InlineData(2_000, 500)]
    [InlineData(20_000, 50)]
    [InlineData(1_000_000, 50)]
    public void The_more_wait_the_fewer_go_with_the_first_push(int waiting, int expected) =>
        Assert.Equal(expected, new BatchSize().Of(waiting));

    [Fact]
    public void The_next_push_takes_more_where_one_was_quick_and_fewer_where_it_was_slow()
    {
        var size = new BatchSize();
        List<int> sizes = [size.Of(20_000)];
        foreach (int seconds in new[] { 1, 2, 1, 4, 9 })
        {
            size.Landed(sizes[^1], TimeSpan.FromSeconds(seconds));
            sizes.Add(size.Of(20_000));
        }

        Assert.Equal([50, 100, 200, 250, 250, 125], sizes);
    }

    [Fact]
    [Trait("Turn", "a")]
    public async Task No_more_is_fetched_than_goes_with_one_push_and_the_oldest_go_first()
    {
        TestRepository clone = _scene.Clone;
        _scene.Wait([.. Enumerable.Range(1, 6)]);
        string oldest = Sandbox.Git(Sandbox.Remote, "rev-parse", HandoffScene.Name(1)).Trim();
        string newest = Sandbox.Git(Sandbox.Remote, "rev-parse", HandoffScene.Name(6)).Trim();
        Sandbox.Hook("update", "case $1 in *registry) exit 1;; esac");

        HandoffReport report = await _scene.MergeAsync(size: Small);

        Assert.Equal((0, 6), (report.Merged.Count, report.Waiting));
        string objects = clone.Git("cat-file", "--batch-all-objects", "--batch-check");
        Assert.Contains(oldest, objects, StringComparison.Ordinal);
        Assert.DoesNotContain(newest, objects, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Turn", "b")]
    public async Task What_a_run_merged_before_its_end_stays_merged_and_the_next_run_goes_on()
    {
        _scene.Wait([.. Enumerable.Range(1, 9)]);
        string stop = Sandbox.Path("stop");
        Sandbox.Hook("post-receive", $"touch {stop}");
        Sandbox.Hook("pre-receive", $"test ! -e {stop}");

        HandoffReport first = await _scene.MergeAsync(size: Small);
        int merged = Sandbox.Lines.Length - 1;
        File.Delete(Path.Combine(Sandbox.Remote, "hooks", "pre-receive"));
        HandoffReport second = await _scene.MergeAsync(size: Small);

        Assert.Equal((5, 5, 4), (first.Merged.Count, merged, first.Waiting));
        Assert.Equal(("", 4, 0), (second.Reason, second.Merged.Count, second.Waiting));
        Assert.Equal(Enumerable.Range(1, 9).Select(number => HandoffScene.Line(number)).Prepend(TimingCsv.Header), Sandbox.Lines);
    }

    [SampledTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_partial_clone_fetches_the_files_of_a_batch_by_one_connection(bool knowsTheCommits)
    {
        Sandbox.Git(Sandbox.Remote, "config", "uploadpack.allowFilter", "true");
        int[] numbers = [.. Enumerable.Range(1, 40)];
        if (knowsTheCommits) _scene.Wait(numbers);
        TestRepository partial = Sandbox.Clone("partial", "--no-local", "--filter=blob:none");
        if (!knowsTheCommits) _scene.Wait(numbers);
        string connections = Sandbox.Path("connections");
        partial.Git("config", "remote.origin.uploadpack",
            Sandbox.Script("counts", $"echo once >>{connections}\nexec git-upload-pack \"$@\""));

        HandoffReport report = await _scene.MergeAsync(partial);

        Assert.Equal(("", 40), (report.Reason, report.Rows));
        Assert.Equal(numbers.Select(number => HandoffScene.Line(number)).Prepend(TimingCsv.Header), Sandbox.Lines);
        // The list, the branch that is not there yet, the commits, the files.
        Assert.InRange((await File.ReadAllLinesAsync(connections)).Length, 1, 4);
    }

    [Fact]
    [Trait("Form", "long")]
    public async Task Large_handoffs_go_in_batches_that_fit_into_memory()
    {
        string flags = "REGION=" + new string('x', 900_000) + ",";
        for (int number = 1; number <= 12; number++)
            _scene.Put(number,
                ("100644", GitSandbox.Csv, HandoffScene.File(number).Replace("REGION=eu-west-2,", flags, StringComparison.Ordinal)));

        HandoffReport report = await _scene.MergeAsync();

        Assert.Equal(("", 12, 2), (report.Reason, report.Rows, _scene.Commits()));
        Assert.Empty(_scene.Waiting());
    }

    [Fact]
    public async Task Environments_have_the_folders_that_the_merging_repository_gives_them()
    {
        (string, string, string) live = ("100644", HandoffScene.Csv("production"), $"{TimingCsv.Header}\n{HandoffScene.Line(1, "live")}\n");
        _scene.Put(1, live);
        _scene.Wait(2);

        HandoffReport report = await _scene.MergeAsync(folderOf: env => env == "live" ? "production" : env);

        Assert.Equal([HandoffScene.Name(1)], report.Merged);
        Assert.Equal([new HandoffProblem(HandoffScene.Name(2),
            $"{GitSandbox.Csv}, line 2: environment 'dev' does not belong into the folder 'development'")], report.Left);
        Assert.Equal($"{TimingCsv.Header}\n{HandoffScene.Line(1, "live")}\n",
            Sandbox.Show($"{GitSandbox.Branch}:{HandoffScene.Csv("production")}"));
    }
}
