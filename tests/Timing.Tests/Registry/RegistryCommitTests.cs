using System.Text;
using BuildTiming.Registry;
using Timing.Tests.Git;

namespace Timing.Tests.Registry;

/// <summary>A commit of changes of any number of files.</summary>
public sealed class RegistryCommitTests : IDisposable
{
    private const string Folder = "environments/development/latest/";

    private readonly GitSandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public async Task Several_files_change_in_one_commit_and_all_others_stay()
    {
        string tip = _sandbox.Seed(GitSandbox.Branch, (Folder + "rows.csv", "header\nold"), (Folder + "page.md", "before"),
            ("other/file.txt", "other\n"));

        string commit = await WriteAsync(
            tip,
            new AppendLines(Folder + "rows.csv", Bytes("new\n"), Bytes("header\n")),
            new AppendLines(Folder + "steps.csv", Bytes("first\n"), Bytes("steps\n")),
            new ReplaceFile(Folder + "page.md", Bytes("after")),
            new ReplaceFile("environments/staging/latest/page.md", Bytes("made")));

        Assert.Equal(tip, _sandbox.Git(_sandbox.Path("clone"), "rev-parse", commit + "^").Trim());
        Assert.Equal("header\nold\nnew\n", Show(commit, Folder + "rows.csv"));
        Assert.Equal("steps\nfirst\n", Show(commit, Folder + "steps.csv"));
        Assert.Equal("after", Show(commit, Folder + "page.md"));
        Assert.Equal("made", Show(commit, "environments/staging/latest/page.md"));
        Assert.Equal("other\n", Show(commit, "other/file.txt"));
    }

    [Fact]
    public async Task What_stands_in_the_way_of_a_replaced_file_is_refused_for_its_folder()
    {
        string tip = _sandbox.Seed(GitSandbox.Branch, (Folder + "page.md/inside.txt", "a folder"));

        RegistryRefusedException refusal = await Assert.ThrowsAsync<RegistryRefusedException>(
            () => WriteAsync(tip, new ReplaceFile(Folder + "page.md", Bytes("page"))));

        Assert.Equal("development", refusal.Folder);
        Assert.Contains($"{Folder}page.md on {GitSandbox.Branch} is a folder", refusal.Message, StringComparison.Ordinal);
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private Task<string> WriteAsync(string parent, params FileChange[] changes)
    {
        TestRepository clone = _sandbox.Clone("clone");
        clone.Git("fetch", "--quiet", "origin", GitSandbox.Branch);
        var commits = new RegistryCommit(clone.Branch, new CommitIdentity(clone.Repository.Git, TimeProvider.System));
        return commits.WriteAsync(parent.Trim(), "test: changes\n", changes, CancellationToken.None);
    }

    private string Show(string commit, string path) => _sandbox.Git(_sandbox.Path("clone"), "show", $"{commit}:{path}");
}
