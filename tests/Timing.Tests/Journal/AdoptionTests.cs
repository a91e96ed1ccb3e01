using BuildTiming.Journal;
using BuildTiming.Journal.Unfinished;
using BuildTiming.Model;

namespace Timing.Tests.Journal;

/// <summary>Runs of other hosts are left alone until somebody says that their host is gone.</summary>
public sealed class AdoptionTests : IDisposable
{
    private readonly RecoveryScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public void Runs_that_live_or_belong_elsewhere_are_left_alone()
    {
        JournalEntry living = _scene.Journal.Running(Sample.Start(), _scene.Log);
        JournalEntry foreign = _scene.Journal.Running(Sample.Start(), _scene.Log, Sample.Elsewhere);

        RecoveryReport report = _scene.Recover();

        Assert.Empty(report.Recovered);
        Leftover left = Assert.Single(Leftovers.Of(_scene.Journal));
        Assert.Equal((LeftoverKind.OtherHost, "another-host", Sample.Time), (left.Kind, left.Host, left.Since));
        Assert.Equivalent(new[] { living, foreign }, _scene.Journal.Entries(warning => Assert.Fail(warning)));
    }

    [Fact]
    public void The_runs_of_a_host_that_is_gone_are_recovered_when_somebody_says_so_and_those_of_others_are_not()
    {
        _scene.WriteLog("x\n", Sample.Time.AddSeconds(30));
        _scene.Journal.Running(Sample.Start(), _scene.Log);
        JournalEntry third = _scene.Journal.Running(Sample.Start(), _scene.Log, Sample.Elsewhere with { Host = "a-third-host 1234" });
        JournalEntry foreign = _scene.Journal.Running(Sample.Start(), _scene.Log, Sample.Elsewhere with { Host = "another-host 1234" });

        RecoveryReport report = _scene.Recovery().Adopt("another-host");

        JournalEntry adopted = Assert.Single(report.Recovered);
        Assert.Equal((foreign.RunId, 30, 137), (adopted.RunId, adopted.Row!.DurationSeconds, adopted.Row.ExitCode));
        Assert.Equal([third.RunId], Leftovers.Of(_scene.Journal).Select(left => Path.GetFileNameWithoutExtension(left.Path)));
    }

    [Fact]
    public void A_run_of_this_host_that_is_under_way_is_never_adopted()
    {
        JournalEntry living = _scene.Journal.Running(Sample.Start(), _scene.Log);
        Assert.Empty(_scene.Recovery().Adopt(living.Owner.HostName).Recovered);
        Assert.Equal(EntryState.Running, Assert.Single(_scene.Journal.Entries(Assert.Fail)).State);
    }

    [Fact]
    public void The_log_of_a_host_that_had_the_platform_under_another_path_is_found_below_this_one()
    {
        PhaseStart start = Sample.Start();
        Directory.CreateDirectory(_scene.Folder["logs", "build-timings"]);
        File.WriteAllText(_scene.Folder[start.LogPath], "x\n");
        File.SetLastWriteTimeUtc(_scene.Folder[start.LogPath], Sample.Time.AddSeconds(44).UtcDateTime);
        _scene.Journal.Running(start, "/workspace/in/a/container.log", Sample.Elsewhere);

        RecoveryReport report = _scene.Recovery().Adopt("another-host");

        Assert.Equal(44, Assert.Single(report.Recovered).Row!.DurationSeconds);
        Assert.EndsWith("exit_code=137 duration_seconds=44\n", File.ReadAllText(_scene.Folder[start.LogPath]));
    }
}
