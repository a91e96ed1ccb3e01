using BuildTiming.Journal;
using BuildTiming.Publishing;
using BuildTiming.Registry;
using BuildTiming.Rows;
using Tests.Shared.Facts;
using Timing.Tests.Git;
using Timing.Tests.Journal;

namespace Timing.Tests.Registry;

/// <summary>What a registry branch holds, as it is found in the field: existing bytes stay.</summary>
public sealed class RegistryFileTests : IDisposable
{
    private const string Legacy =
        "start_time_utc,end_time_utc,phase,env,build_id,duration_seconds,exit_code,flags,log_path\n2026-01-01T00:00:00Z,"
        + "2026-01-01T00:00:01Z,a,dev,20250115-06#####NEEDTOUPDATE###,1,0,\"x, y\",z.log\n";

    private readonly GitSandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [SampledTheory]
    [InlineData(Legacy, "")]
    [InlineData("a\r\nb\r\n", "")]
    [InlineData("a\nb", "\n")]
    [InlineData("\uFEFFa\n", "")]
    [InlineData("", TimingCsv.Header + "\n")]
    [InlineData("nul\0nul\n", "")]
    public async Task Existing_bytes_stay_as_they_are(string existing, string between)
    {
        _sandbox.Seed(GitSandbox.Branch, (GitSandbox.Csv, existing), ("other/file.txt", "other\n"));
        TestRepository clone = _sandbox.Clone();
        JournalEntry entry = clone.Finish();

        await clone.LandAsync();

        await File.WriteAllTextAsync(_sandbox.Path("expected"), existing + between + TestRepository.LineOf(entry) + "\n");
        Assert.Equal(
            clone.Git("hash-object", "--no-filters", _sandbox.Path("expected")),
            _sandbox.Git(_sandbox.Remote, "rev-parse", $"{GitSandbox.Branch}:{GitSandbox.Csv}"));
        Assert.Equal("other\n", _sandbox.Show(GitSandbox.Branch + ":other/file.txt"));
    }

    [Fact]
    public async Task A_branch_of_a_thousand_files_keeps_them()
    {
        (string, string)[] files =
            [.. Enumerable.Range(1, 1000).Select(number => ($"environments/e{number % 40}/f{number}.txt", "equal\n"))];
        _sandbox.Seed(GitSandbox.Branch, [(GitSandbox.Csv, Legacy), .. files]);
        string tree = _sandbox.Git(_sandbox.Remote, "ls-tree", "-r", GitSandbox.Branch);
        TestRepository clone = _sandbox.Clone();
        clone.Finish();

        await clone.LandAsync();

        string after = _sandbox.Git(_sandbox.Remote, "ls-tree", "-r", GitSandbox.Branch);
        Assert.Equal(1001, after.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal(2, tree.Split('\n').Except(after.Split('\n')).Count() + after.Split('\n').Except(tree.Split('\n')).Count());
    }

    [Fact]
    public async Task An_executable_file_stays_one()
    {
        TestRepository clone = _sandbox.Clone();
        string id = clone.Git("rev-parse", "HEAD:readme.txt").Trim();
        clone.Git("update-index", "--add", "--cacheinfo", $"100755,{id},{GitSandbox.Csv}");
        string commit = clone.Git("commit-tree", "-m", "executable", clone.Git("write-tree").Trim()).Trim();
        clone.Git("push", "--quiet", "origin", $"{commit}:refs/heads/{GitSandbox.Branch}");
        clone.Finish();

        await clone.LandAsync();

        Assert.Equal(2, _sandbox.Lines.Length);
        Assert.StartsWith("100755 ", _sandbox.Git(_sandbox.Remote, "ls-tree", "-r", GitSandbox.Branch, "--", GitSandbox.Csv),
            StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Form", "long")]
    public async Task A_file_of_megabytes_and_half_a_million_quotes_is_appended_to()
    {
        string existing = new string('"', 500_000) + new string('x', 4_500_000);
        _sandbox.Seed(GitSandbox.Branch, (GitSandbox.Csv, existing));
        TestRepository clone = _sandbox.Clone();
        JournalEntry entry = clone.Finish();

        await clone.LandAsync();

        Assert.Equal(existing + "\n" + TestRepository.LineOf(entry) + "\n", _sandbox.Show($"{GitSandbox.Branch}:{GitSandbox.Csv}"));
    }

    [Fact]
    public async Task A_row_does_not_wait_for_steps_that_their_file_cannot_take()
    {
        string steps = RegistryPath.StepsOf("development");
        _sandbox.Seed(GitSandbox.Branch, (GitSandbox.Csv, TimingCsv.Header + "\n"), (steps + "/file", "in the way\n"));
        TestRepository clone = _sandbox.Clone();
        JournalEntry entry = clone.Finish(steps: Sample.Resource());

        await clone.LandAsync();

        Assert.Equal([TimingCsv.Header, TestRepository.LineOf(entry)], _sandbox.Lines);
        Assert.Equal("in the way\n", _sandbox.Show($"{GitSandbox.Branch}:{steps}/file"));
        Assert.Equal(
            [$"Rows were recorded without their steps: {steps} on {GitSandbox.Branch} is a folder: remove it from that branch"],
            clone.Warnings);
    }

    [SampledTheory]
    [InlineData("120000", "environments/development/latest/build_timings.csv", "is a symbolic link")]
    [InlineData("160000", "environments/development/latest/build_timings.csv", "is a submodule")]
    [InlineData("100644", "environments/development/latest/build_timings.csv/file", "is a folder")]
    [InlineData("120000", "environments/development", "is a symbolic link")]
    [InlineData("160000", "environments", "is a submodule")]
    [InlineData("100644", "environments/development/latest", "is a file")]
    public async Task Whatever_stands_in_the_way_is_never_overwritten(string mode, string path, string reason)
    {
        TestRepository clone = _sandbox.Clone();
        string id = clone.Git(mode == "160000" ? ["rev-parse", "HEAD"] : ["rev-parse", "HEAD:readme.txt"]).Trim();
        clone.Git("update-index", "--add", "--cacheinfo", $"{mode},{id},{path}");
        string commit = clone.Git("commit-tree", "-m", "hostile", clone.Git("write-tree").Trim()).Trim();
        clone.Git("push", "--quiet", "origin", $"{commit}:refs/heads/{GitSandbox.Branch}");
        clone.Finish();
        JournalEntry staging = clone.Finish(9, environment: "staging");

        Publication publication = await clone.PublishAsync(PublishPolicy.Direct);

        Assert.Contains(reason + ": remove it from that branch", publication.Reason, StringComparison.Ordinal);
        Assert.Contains(clone.Journal, entry => entry.Start.Folder == "development");
        Assert.Equal(path != "environments", publication.Published.Any(filed => filed.Row == staging.Row));
        Assert.Contains($"{mode} ", _sandbox.Git(_sandbox.Remote, "ls-tree", "-r", GitSandbox.Branch, "--", path),
            StringComparison.Ordinal);
        Assert.Empty(clone.Leftovers());
    }
}
