using BuildTiming.Git;

namespace Timing.Tests.Git;

/// <summary>Which commit a working tree is of, as git and as the files of HEAD tell it.</summary>
public sealed class CheckedOutTests : IDisposable
{
    private readonly GitSandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Theory]
    [InlineData("", false)]
    [InlineData("echo other >readme.txt", true)]
    [InlineData("echo other >readme.txt; git add readme.txt", true)]
    [InlineData("rm readme.txt", true)]
    [InlineData("echo new >new.txt", false)]
    [InlineData("echo new >new.txt; git add new.txt", true)]
    [InlineData("touch -d 2020-01-01 readme.txt", false)]
    [InlineData("git -c advice.detachedHead=false checkout --quiet --detach", false)]
    [InlineData("git pack-refs --all", false)]
    public async Task A_working_tree_is_changed_where_what_git_tracks_differs(string script, bool isChanged)
    {
        string clone = Clone("clone", script);
        string commit = _sandbox.Git(clone, "rev-parse", "HEAD").Trim();

        Assert.Equal(new CheckedOut(commit, isChanged), await AskAsync(clone));
        Assert.Equal(commit, Head(clone).Commit());
    }

    [Theory]
    [InlineData("sha1")]
    [InlineData("sha256")]
    public async Task A_worktree_has_a_HEAD_of_its_own(string format)
    {
        using var sandbox = new GitSandbox(format);
        string clone = sandbox.CloneTo("clone");
        string worktree = sandbox.Path("worktree");
        sandbox.Git(clone, "worktree", "add", "--quiet", "-b", "other", worktree);
        sandbox.Git(worktree, "commit", "--quiet", "--allow-empty", "--message=other");
        string commit = sandbox.Git(worktree, "rev-parse", "HEAD").Trim();
        var git = new GitClient(worktree, sandbox.Environment);

        Assert.Equal(new CheckedOut(commit, false), await CheckedOut.AskAsync(git, default));
        Assert.Equal(commit, HeadFile.Read(GitFolder.Find(git)!).Commit());
    }

    [Fact]
    public async Task Without_a_commit_there_is_nothing_to_tell()
    {
        string unborn = Directory.CreateDirectory(_sandbox.Path("unborn")).FullName;
        _sandbox.Git(unborn, "init", "--quiet");

        Assert.Null(await AskAsync(unborn));
        Assert.Null(Head(unborn).Commit());
    }

    [Fact]
    public async Task Neither_is_where_git_refuses()
    {
        string clone = Clone("clone", "echo broken >.git/index");
        Assert.Null(await AskAsync(clone));
    }

    [Fact]
    public async Task A_submodule_that_is_changed_is_a_change_and_what_it_does_not_track_is_none()
    {
        string clone = _sandbox.CloneTo("clone");
        _sandbox.Configure("[protocol \"file\"]", "allow = always");
        _sandbox.Git(clone, "submodule", "add", "--quiet", _sandbox.Remote, "module");
        _sandbox.Git(clone, "commit", "--quiet", "--message=module");

        File.WriteAllText(Path.Combine(clone, "module", "new.txt"), "new");
        CheckedOut? untracked = await AskAsync(clone);
        File.WriteAllText(Path.Combine(clone, "module", "readme.txt"), "other");
        CheckedOut? changed = await AskAsync(clone);

        Assert.Equal((false, true), (untracked!.IsChanged, changed!.IsChanged));
    }

    [Fact]
    public async Task The_index_is_left_as_it_is_and_no_monitor_of_files_is_asked()
    {
        string called = _sandbox.Path("called");
        string monitor = _sandbox.Script("monitor", $"touch {called}; exit 1");
        string clone = Clone("clone", $"git config core.fsmonitor {monitor}; touch readme.txt");
        string index = Path.Combine(clone, ".git", "index");
        DateTime written = File.GetLastWriteTimeUtc(index);
        byte[] content = File.ReadAllBytes(index);

        await AskAsync(clone);

        Assert.Equal(written, File.GetLastWriteTimeUtc(index));
        Assert.Equal(content, File.ReadAllBytes(index));
        Assert.False(File.Exists(called));
    }

    [Fact]
    public void What_HEAD_names_is_what_it_named_when_it_was_read()
    {
        string clone = _sandbox.CloneTo("clone");
        string commit = _sandbox.Git(clone, "rev-parse", "HEAD").Trim();
        HeadFile loose = Head(clone);
        _sandbox.Git(clone, "pack-refs", "--all");
        HeadFile packed = Head(clone);

        _sandbox.Git(clone, "commit", "--quiet", "--allow-empty", "--message=later");

        Assert.Equal((commit, commit), (loose.Commit(), packed.Commit()));
    }

    [Theory]
    [InlineData("ref: refs/heads/.invalid")]
    [InlineData("ref: refs/bisect/bad")]
    [InlineData("no ref")]
    [InlineData("")]
    public void A_HEAD_that_its_files_do_not_tell_is_left_to_git(string head)
    {
        string clone = _sandbox.CloneTo("clone");
        File.WriteAllText(Path.Combine(clone, ".git", "HEAD"), head + "\n");
        Assert.Null(Head(clone).Commit());
    }

    private string Clone(string name, string script)
    {
        string clone = _sandbox.CloneTo(name);
        if (script.Length > 0) _sandbox.Git(clone, "-c", $"alias.do=!{script}", "do");
        return clone;
    }

    private Task<CheckedOut?> AskAsync(string folder) => CheckedOut.AskAsync(new GitClient(folder, _sandbox.Environment), default);

    private HeadFile Head(string folder) => HeadFile.Read(GitFolder.Find(new GitClient(folder, _sandbox.Environment))!);
}
