using BuildTiming.Journal;
using BuildTiming.Phases;
using BuildTiming.Publishing;
using BuildTiming.Running;
using BuildTiming.Sessions;
using Timing.Tests.Git;

namespace Timing.Tests.Sessions;

/// <summary>Rows say which commit and which CI run their phases come from.</summary>
public sealed class ProvenanceTests : IDisposable
{
    private const string Address = "https://ci.example.org/7";

    /// <summary>Ends when the journal knows where the phase comes from.</summary>
    private const string UntilKnown = "until grep -q COMMIT= .git/build-timings/*.json; do sleep 0.02; done";

    private readonly GitSandbox _sandbox = new();
    private readonly List<string> _warnings = [];

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public async Task A_row_names_the_commit_and_the_CI_run_behind_all_other_flags()
    {
        TestRepository clone = _sandbox.Clone();
        BuildTimingSession session = Session(clone);

        await session.RunAsync(Phase("REGION=eu-west-2"), Bash($"{UntilKnown}; printf '╷\n│ Error: no\n╵\n'"));
        await session.RunAsync(Phase(), Bash($"{UntilKnown}; exit 3"));

        string commit = Head(clone);
        Assert.Equal(
            [$"REGION=eu-west-2 TERRAFORM=failed COMMIT={commit} CI_RUN={Address}", $"COMMIT={commit} CI_RUN={Address}"],
            session.Rows.Select(row => row.Flags));
        Assert.Empty(_warnings);
        Publication publication = await session.PublishAsync();
        Assert.Equal((2, ""), (publication.Published.Count, publication.Reason));
    }

    [Fact]
    public async Task The_commit_is_that_with_which_the_phase_began()
    {
        TestRepository clone = _sandbox.Clone();
        string commit = Head(clone);
        BuildTimingSession session = Session(clone);

        await session.RunAsync(Phase(), Bash($"{UntilKnown}; echo new >readme.txt; git commit --quiet --all --message=new"));
        await session.RunAsync(Phase(), Bash($"{UntilKnown}; true"));

        Assert.Equal([$"COMMIT={commit}", $"COMMIT={Head(clone)}"], session.Rows.Select(row => row.Flags.Split(' ')[0]));
        Assert.NotEqual(commit, Head(clone));
    }

    [Fact]
    public async Task Where_HEAD_has_moved_before_git_was_asked_the_commit_is_left_out()
    {
        TestRepository clone = _sandbox.Clone();
        BuildTimingSession session = Session(clone);

        session.Open(Phase());
        clone.Git("commit", "--quiet", "--allow-empty", "--message=later");
        await session.RunAsync(Bash("true"));
        session.Close(0);

        Assert.Equal($"CI_RUN={Address}", Assert.Single(session.Rows).Flags);
    }

    [Theory]
    [InlineData("echo other >readme.txt", "+")]
    [InlineData("echo new >new.txt", "")]
    public async Task A_working_tree_that_differs_is_marked(string script, string mark)
    {
        TestRepository clone = _sandbox.Clone();
        clone.Git("-c", $"alias.do=!{script}", "do");
        string folder = Directory.CreateDirectory(Path.Combine(clone.Folder, "envs", "dev")).FullName;
        BuildTimingSession session = Session(clone, folder);

        await session.RunAsync(Phase(), Bash($"cd {clone.Folder}; {UntilKnown}"));

        Assert.Equal($"COMMIT={Head(clone)}{mark}", Assert.Single(session.Rows).Flags.Split(' ')[0]);
    }

    [Fact]
    public void A_phase_without_a_command_has_them_too()
    {
        TestRepository clone = _sandbox.Clone();
        BuildTimingSession session = Session(clone);

        session.Open(Phase());
        Assert.True(SpinWait.SpinUntil(() => Entry(clone).Start.Flags.Length > 0, TimeSpan.FromMinutes(5)));
        session.Close(0);

        Assert.Equal($"COMMIT={Head(clone)} CI_RUN={Address}", Assert.Single(session.Rows).Flags);
    }

    [Fact]
    public async Task In_no_repository_there_is_the_CI_run_alone()
    {
        string folder = Directory.CreateDirectory(_sandbox.Path("plain")).FullName;
        var session = new BuildTimingSession(new BuildTimingOptions { Folder = folder, CiRun = () => Address });

        await session.RunAsync(Phase(), Bash("true"));

        Assert.Equal($"CI_RUN={Address}", Assert.Single(session.Rows).Flags);
    }

    [Fact]
    public async Task A_program_whose_address_cannot_be_told_is_warned_of_once_and_has_its_rows()
    {
        TestRepository clone = _sandbox.Clone();
        BuildTimingSession session = Session(clone, ciRun: () => throw new InvalidOperationException("no answer"));

        await session.RunAsync(Phase(), Bash(UntilKnown));
        await session.RunAsync(Phase(), Bash(UntilKnown));

        Assert.Equal(Enumerable.Repeat($"COMMIT={Head(clone)}", 2), session.Rows.Select(row => row.Flags));
        Assert.Equal("the address of the CI run could not be told: no answer", Assert.Single(_warnings));
    }

    private static PhaseDeclaration Phase(string flags = "") => new("integration-tests", "dev", Flags: flags);

    private static string Head(TestRepository clone) => clone.Git("rev-parse", "HEAD")[..12];

    private static JournalEntry Entry(TestRepository clone) => Assert.Single(clone.Journal);

    private PhaseCommand Bash(string script) => new()
    {
        Program = "bash",
        Arguments = ["-c", script],
        WorkingDirectory = Directory.Exists(_sandbox.Path("clone")) ? _sandbox.Path("clone") : _sandbox.Path(),
    };

    private BuildTimingSession Session(TestRepository clone, string? folder = null, Func<string?>? ciRun = null)
    {
        var options = new BuildTimingOptions
        {
            Folder = folder ?? clone.Folder,
            Policy = PublishPolicy.None,
            Budget = TestRepository.Budget,
            CiRun = ciRun ?? (() => Address),
            Warn = text =>
            {
                lock (_warnings) _warnings.Add(text);
            },
        };
        return new(options);
    }
}
