using BuildTiming.Phases;
using BuildTiming.Publishing;
using BuildTiming.Running;
using BuildTiming.Sessions;
using Timing.Tests.Git;

namespace Timing.Tests.Sessions;

/// <summary>Options that cannot be meant, and what a session says in a host that it does not know.</summary>
public sealed class SessionOptionsTests : IDisposable
{
    private readonly GitSandbox _sandbox = new();
    private readonly List<string> _warnings = [];

    public SessionOptionsTests() => _sandbox.Seed("main", (".github/workflows/registry-handoffs.yml", "merges"));

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public async Task Whether_this_is_CI_is_asked_once_and_disturbs_nothing_where_it_throws()
    {
        int asked = 0;
        var session = new BuildTimingSession(new BuildTimingOptions
        {
            Folder = _sandbox.Clone().Folder,
            IsCi = () => throw new InvalidOperationException($"no answer, time {++asked}"),
            Warn = _warnings.Add,
        });

        PhaseExit exit = await session.RunAsync(
            new PhaseDeclaration("tests", "dev"), new PhaseCommand { Program = "bash", Arguments = ["-c", "exit 3"] });
        Publication publication = await session.PublishAsync();

        Assert.Equal((3, 1), (exit.ExitCode, asked));
        Assert.StartsWith("origin/timing-handoff/", publication.Destination);
        Assert.Contains("no answer, time 1", Assert.Single(_warnings));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(50)]
    public void A_budget_in_which_nothing_can_be_published_is_refused(int days)
    {
        var options = new BuildTimingOptions { Budget = TimeSpan.FromDays(days) };

        ArgumentOutOfRangeException refusal = Assert.Throws<ArgumentOutOfRangeException>(() => new BuildTimingSession(options));

        Assert.Contains("expected more than zero and at most 49 days", refusal.Message);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1_001)]
    public void A_limit_of_steps_that_is_none_is_refused(int limit) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new BuildTimingSession(new BuildTimingOptions { StepLimit = limit }));

    [Fact]
    public void A_pattern_that_names_no_stage_is_refused()
    {
        var options = new BuildTimingOptions { StagePattern = "^>>>" };
        Assert.Contains("no group (?<name>...)", Assert.Throws<ArgumentException>(() => new BuildTimingSession(options)).Message);
    }

    [Theory]
    [InlineData("a..b", "origin", "'a..b' is no name that git allows for a branch")]
    [InlineData("rows", "-x", "'-x' is no name that git allows for a remote")]
    public async Task A_name_that_git_does_not_allow_is_called_what_it_is_for(string branch, string remote, string message)
    {
        var session = new BuildTimingSession(new BuildTimingOptions { Folder = _sandbox.Clone().Folder, Branch = branch, Remote = remote });

        ArgumentException refusal = await Assert.ThrowsAsync<ArgumentException>(session.PublishAsync);

        Assert.StartsWith(message, refusal.Message);
    }

    [Theory]
    [InlineData(null, "The next run of that version publishes them.")]
    [InlineData("my publish", "The next run of that version publishes them; so does, in the worktree that has it:\n  my publish")]
    public void Entries_of_a_newer_version_name_no_command_but_that_of_the_host(string? command, string ending)
    {
        var session = new BuildTimingSession(new BuildTimingOptions { Folder = _sandbox.Clone().Folder });
        Directory.CreateDirectory(session.JournalFolder!);
        File.WriteAllText(Path.Combine(session.JournalFolder!, "20260124T144327Z-0123456789abcdef.json"), "{\"format\":3,\"runs\":[]}");

        Assert.EndsWith(ending, Assert.Single(session.FindLeftovers(publishCommand: command)));
    }
}
