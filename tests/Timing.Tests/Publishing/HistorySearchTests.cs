using BuildTiming.Journal;
using BuildTiming.Publishing;
using BuildTiming.Rows;
using Tests.Shared.Facts;
using Timing.Tests.Git;

namespace Timing.Tests.Publishing;

/// <summary>The push landed, its answer was lost, and the history is hard to look through when the next run does.</summary>
public sealed class HistorySearchTests : IDisposable
{
    private readonly GitSandbox _sandbox = new();
    private readonly TestRepository _clone;
    private int _persons;

    public HistorySearchTests()
    {
        _sandbox.Seed(GitSandbox.Branch, (GitSandbox.Csv, TimingCsv.Header + "\n"));
        _clone = _sandbox.Clone("clone", "--no-local");
    }

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    [Trait("Turn", "b")]
    public async Task A_commit_of_a_machine_whose_clock_was_set_back_hides_no_merged_handoff()
    {
        JournalEntry entry = _clone.Finish();
        await _clone.LandUnansweredAsync(PublishPolicy.Handoff, entry);
        await MergeAsync();
        AddCommit("1980-01-01T00:00:00Z");

        await _clone.LandAsync(PublishPolicy.Handoff);
        await MergeAsync();

        Assert.Empty(_sandbox.Refs("refs/heads/timing-handoff/"));
        Assert.Single(_sandbox.Lines, TestRepository.LineOf(entry));
    }

    [Fact]
    [Trait("Turn", "a")]
    public async Task A_commit_of_a_machine_whose_clock_was_set_back_hides_no_line_of_a_rewritten_history()
    {
        JournalEntry entry = _clone.Finish();
        await _clone.LandUnansweredAsync(PublishPolicy.Direct, entry);
        Rewrite(work => _sandbox.Git(work, "commit", "--quiet", "--amend", "--message", "tidied up"));
        AddCommit("1980-01-01T00:00:00Z");

        await _clone.LandAsync();

        Assert.Single(_sandbox.Lines, TestRepository.LineOf(entry));
    }

    [SampledTheory]
    [InlineData(PublishPolicy.Direct)]
    [InlineData(PublishPolicy.Handoff)]
    public async Task A_history_that_was_made_shallow_meanwhile_still_tells_of_the_row(PublishPolicy policy)
    {
        JournalEntry entry = _clone.Finish();
        await _clone.LandUnansweredAsync(policy, entry);
        await MergeAsync();
        TestRepository other = _sandbox.Clone("other");
        other.Finish(99);
        await other.LandAsync();
        _clone.Git("fetch", "--quiet", "--depth=1", "origin");

        await _clone.LandAsync(policy);
        await MergeAsync();

        Assert.Single(_sandbox.Lines, TestRepository.LineOf(entry));
    }

    [Fact]
    [Trait("Turn", "a")]
    public async Task Settings_and_variables_of_the_user_hide_no_line_of_a_rewritten_history()
    {
        string below = Directory.CreateDirectory(Path.Combine(_clone.Folder, "below")).FullName;
        await FoundInRewrittenHistoryAsync(below, () =>
        {
            string[] settings =
            [
                "relative = true", "orderFile = /nowhere", "noprefix = true", "mnemonicPrefix = true", "external = false",
                "renames = copies",
            ];
            _sandbox.Configure([.. settings.Select(setting => "[diff] " + setting)]);
            _sandbox.Configure("[color] diff = always");
            _sandbox.Configure("[log] follow = true", "[log] showRoot = false");
            _sandbox.Configure("[i18n] logOutputEncoding = UTF-16");
            _sandbox.Environment["GIT_LITERAL_PATHSPECS"] = "1";
            _sandbox.Environment["GIT_EXTERNAL_DIFF"] = "false";
            _sandbox.Environment["GIT_AUTHOR_DATE"] = "never";
            _sandbox.Environment["GIT_COMMITTER_DATE"] = "never";
        });
    }

    [SampledTheory]
    [InlineData("*.csv binary")]
    [InlineData("*.csv text diff=none working-tree-encoding=UTF-16")]
    public async Task Attributes_of_files_hide_no_line_of_a_rewritten_history(string attributes)
    {
        await File.WriteAllTextAsync(Path.Combine(_clone.Folder, ".gitattributes"), attributes + "\n");
        await FoundInRewrittenHistoryAsync(_clone.Folder,
            () => _sandbox.Configure("[diff \"none\"] textconv = true", "[diff \"none\"] command = true"));
    }

    private async Task FoundInRewrittenHistoryAsync(string folder, Action before)
    {
        JournalEntry entry = _clone.Finish();
        await _clone.LandUnansweredAsync(PublishPolicy.Direct, entry);
        Rewrite(work => _sandbox.Git(work, "commit", "--quiet", "--amend", "--message", "tidied up"));
        before();

        await new TestRepository(_sandbox, folder).LandAsync();

        Assert.Single(_sandbox.Lines, TestRepository.LineOf(entry));
    }

    private Task MergeAsync() =>
        new HandoffMerge(_clone.Branch, TimeProvider.System).RunAsync(TestRepository.Budget, CancellationToken.None);

    private void AddCommit(string date) => Rewrite(work =>
    {
        (_sandbox.Environment["GIT_AUTHOR_DATE"], _sandbox.Environment["GIT_COMMITTER_DATE"]) = (date, date);
        _sandbox.Git(work, "commit", "--quiet", "--allow-empty", "--message", "somebody's own");
        _sandbox.Environment.Remove("GIT_AUTHOR_DATE");
        _sandbox.Environment.Remove("GIT_COMMITTER_DATE");
    });

    /// <summary>What a person does to the branch, and pushes by force.</summary>
    private void Rewrite(Action<string> change)
    {
        string work = _sandbox.Path($"person{++_persons}");
        _sandbox.Git(_sandbox.Path(), "clone", "--quiet", "--branch", GitSandbox.Branch, _sandbox.Remote, work);
        change(work);
        _sandbox.Git(work, "push", "--quiet", "--force", "origin", "HEAD");
    }
}
