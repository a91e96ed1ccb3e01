using System.Text;
using BuildTiming.Insight;
using BuildTiming.Model;
using BuildTiming.Rows;

namespace Timing.Tests.Insight;

public sealed class PastRunsTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Runs_of_the_same_phase_environment_and_bootstrap_version_that_ended_well_count()
    {
        PhaseHistory history = Read(
            Row(1, "bootstrap-persistent", "dev", 100, 0, "BOOTSTRAP_VERSION=v3 REGION=eu-west-2"),
            Row(2, "bootstrap-persistent", "dev", 200, 0, "REGION=eu-west-2 BOOTSTRAP_VERSION=v3 COMMIT=0123456789ab"),
            Row(3, "bootstrap-persistent", "dev", 300, 1, "BOOTSTRAP_VERSION=v3"),
            Row(4, "bootstrap-persistent", "dev", 0, 0, "BOOTSTRAP_VERSION=v3"),
            Row(5, "bootstrap-persistent", "dev", 300, 0, "BOOTSTRAP_VERSION=v3 RECOVERED=true"),
            Row(6, "bootstrap-persistent", "dev", 300, 0, "BOOTSTRAP_VERSION=v3 TERRAFORM=failed"),
            Row(7, "bootstrap-persistent", "dev", 300, 0, "BOOTSTRAP_VERSION=v4"),
            Row(8, "bootstrap-persistent", "test", 300, 0, "BOOTSTRAP_VERSION=v3"),
            Row(9, "apply-persistent", "dev", 300, 0, "BOOTSTRAP_VERSION=v3"),
            Row(10, "bootstrap-persistent", "dev", 300, 0, ""))
            .Of("bootstrap-persistent", "dev", "BOOTSTRAP_VERSION=v3 COMMIT=ba9876543210+")!;

        Assert.Equal([100, 200], history.Runs.Select(run => run.Duration.TotalSeconds));
        Assert.Null(history.Usual);
    }

    [Fact]
    public void All_generations_of_rows_count_that_say_as_much()
    {
        string[] lines =
        [
            "2025-01-01T00:00:00Z,2025-01-01T00:01:00Z,apply-persistent,dev,persistent,60,0,\"ENV_NAME=dev,REGION=eu-west-2\",a.log",
            "2025-01-02T00:00:00Z,2025-01-02T00:01:01Z,apply-persistent,dev,20250115-06#####NEEDTOUPDATE###,61,0,0,0,0,https://ci.test/1",
            "2025-01-03T00:00:00Z,2025-01-03T00:01:02Z,apply-persistent,dev,persistent,62,0,REGION=eu-west-2,17,0,0,a.log",
            "2025-01-04T00:00:00Z,2025-01-04T00:01:03Z,dev,persistent,63,0,a.log",
            "no row",
        ];

        Assert.Equal([60, 61, 62], Read(lines).Of("apply-persistent", "dev", "")!.Runs.Select(run => run.Duration.TotalSeconds));
    }

    [Fact]
    public void The_newest_twenty_count_in_the_order_of_their_starts_however_late_their_rows_came()
    {
        int[] days = [.. Enumerable.Range(1, 25)];
        new Random(1).Shuffle(days);

        PhaseHistory history =
            Read([.. days.Select(day => Row(day, "apply-persistent", "dev", 100 + day))]).Of("apply-persistent", "dev", "")!;

        Assert.Equal(Enumerable.Range(106, 20), history.Runs.Select(run => (int)run.Duration.TotalSeconds));
        Assert.Equal(
            new UsualDuration(20, TimeSpan.FromSeconds(115.5), TimeSpan.FromSeconds(123.9), TimeSpan.FromSeconds(125)), history.Usual);
    }

    [Fact]
    public void Runs_from_the_given_moment_on_are_left_out()
    {
        var runs = new PastRuns();
        runs.AddRows(Parse(Row(1, "tests", "dev", 10), Row(2, "tests", "dev", 20)), Start(2));

        Assert.Equal(10, Assert.Single(runs.Of("tests", "dev", "")!.Runs).Duration.TotalSeconds);
    }

    [Fact]
    public void A_phase_without_a_run_has_no_history()
    {
        Assert.Null(Read(Row(1, "tests", "dev", 10, exitCode: 1)).Of("tests", "dev", ""));
        Assert.True(Read("no row").IsEmpty);
    }

    [Fact]
    public void Steps_belong_to_the_run_whose_cells_they_have()
    {
        PastRuns runs = Read([.. Enumerable.Range(1, 3).Select(day => Row(day, "tests", "dev", 10 * day))]);
        runs.AddSteps(new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n',
        [
            .. Enumerable.Range(1, 3).Select(day => Stage(day, "tests", "Unit", day)),
            .. Enumerable.Range(1, 3).Select(day => Stage(day, "other", "Unit", 100)),
            .. Enumerable.Range(1, 2).Select(day => Stage(day, "tests", "Slow", day)),
            Stage(3, "tests", "Slow", 100, "failed"),
        ]))));

        PhaseHistory history = runs.Of("tests", "dev", "")!;

        Assert.Equal([2, 2, 2], history.Runs.Select(run => run.Steps.Count));
        Assert.Equal(TimeSpan.FromSeconds(2), history.UsualOfStage("Unit")!.Median);
        Assert.Null(history.UsualOfStage("Slow"));
        Assert.Null(history.UsualOfResource("Unit", null));
    }

    private static PastRuns Read(params string[] lines)
    {
        var runs = new PastRuns();
        runs.AddRows(Parse(lines), Now);
        return runs;
    }

    private static IEnumerable<RegistryLine> Parse(params string[] lines) => TimingCsv.Read(new StringReader(string.Join('\n', lines)));

    private static DateTimeOffset Start(int day) => new(2026, 1, day, 0, 0, 0, TimeSpan.Zero);

    private static string Row(int day, string phase, string env, int seconds, int exitCode = 0, string flags = "") =>
        $"{Utc.Format(Start(day))},{Utc.Format(Start(day).AddSeconds(seconds))},{phase},{env},persistent,{seconds},{exitCode},{flags},"
        + "0,0,0,x.log";

    private static string Stage(int day, string phase, string name, int seconds, string outcome = "ok") =>
        $"{Utc.Format(Start(day))},{phase},dev,persistent,stage,{name},,{Utc.FormatMilliseconds(Start(day))},{seconds}.000,{outcome}";
}
