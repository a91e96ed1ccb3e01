using System.Text.Json.Nodes;
using BuildTiming.Journal;
using BuildTiming.Journal.Format;
using BuildTiming.Model;

namespace Timing.Tests.Journal;

/// <summary>The journal keeps a run's steps beside its row, and its row whatever becomes of the steps.</summary>
public sealed class EntryStepTests : IDisposable
{
    private static readonly Step[] Steps =
    [
        Step("Stage 1: Apply", 1, StepOutcome.Ok) with { Kind = StepKind.Stage, Action = null },
        Step("aws_subnet.private[\"a,b\"]", 2, StepOutcome.Failed),
        Step("Stage 2: é\"<漢", 2, StepOutcome.Unfinished) with { Kind = StepKind.Stage, Action = null },
    ];

    private readonly RecoveryScene _scene = new();

    private PhaseJournal Journal => _scene.Journal;

    public void Dispose() => _scene.Dispose();

    [Fact]
    public void Steps_go_with_the_entry_through_all_its_states()
    {
        JournalEntry entry = Journal.Running(Sample.Start(), logFile: null);
        entry = Journal.Progressed(entry, Steps[..1]);
        Assert.Equal(entry, Read());
        entry = Journal.Started(entry, Environment.ProcessId);
        Assert.Equal(entry, Read());
        Assert.Equal(Steps[..1], entry.Steps);
        entry = Journal.Finished(entry, entry.Row(), Steps);
        Assert.Equal(entry, Read());
        entry = Journal.Attempted(entry, Sample.Attempt);
        Assert.Equal(entry, Read());
        entry = Journal.Refused(entry);
        Assert.Equal(entry, Read());
        Assert.Equal(Steps, entry.Steps);
        Assert.NotEqual(entry, entry with { Steps = Steps[..2] });
    }

    [Fact]
    public void Hosts_that_know_no_steps_leave_an_entry_with_steps_alone_and_read_one_without()
    {
        JournalEntry entry = Journal.Running(Sample.Start(), logFile: null);
        Assert.Equal(1, Format(entry));
        entry = Journal.Progressed(entry, Steps);
        Assert.Equal(2, Format(entry));
        Journal.Finished(entry, entry.Row(), []);
        Assert.Equal(1, Format(entry));
    }

    [Fact]
    public void An_entry_of_a_host_that_knows_no_steps_is_read()
    {
        JournalEntry entry = Journal.Running(Sample.Start(), logFile: null);
        entry = Journal.Finished(entry, entry.Row());
        Change(entry, json => Assert.True(json["entry"]!.AsObject().Remove("steps")));
        Assert.Equal(entry, Read());
    }

    [Fact]
    public void A_step_that_cannot_be_read_costs_itself_alone()
    {
        JournalEntry entry = Journal.Running(Sample.Start(), logFile: null);
        Journal.Finished(entry, entry.Row(), [.. Steps, .. Steps]);
        Change(entry, json =>
        {
            JsonArray steps = json["entry"]!["steps"]!.AsArray();
            steps[0]!["kind"] = "Thing";
            steps[1]!["milliseconds"] = "5";
            steps[2] = 7;
        });
        Assert.Equal(Steps, Read().Steps);
        Assert.NotNull(Read().Row);
    }

    [Theory]
    [InlineData(2_000, 20, "persistent")]
    [InlineData(50, 512, "persistent")]
    [InlineData(2_000, 512, "persistent")]
    [InlineData(2, 512, "x")]
    public void Steps_that_there_is_no_room_for_are_summed_up_and_the_row_is_kept(int count, int length, string buildId)
    {
        PhaseStart start = Sample.Start() with { BuildId = buildId == "x" ? new string('x', 30_000) : buildId };
        string tail = new('"', length);
        Step[] steps = [.. Enumerable.Range(1, count).Select(number => Step($"r{number}{tail}", number, StepOutcome.Ok))];
        steps[0] = steps[0] with { Outcome = StepOutcome.Failed };
        JournalEntry entry = Journal.Running(start, logFile: null);

        Journal.Finished(entry, entry.Row(), steps);

        JournalEntry read = Read();
        Assert.Equal(entry.Row(), read.Row);
        Assert.Equal(count, read.Steps.Sum(StepSummary.CountOf));
        Assert.Equal(steps.Sum(step => step.Duration.Ticks), read.Steps.Sum(step => step.Duration.Ticks));
        Assert.Contains(read.Steps, step => step.Outcome == StepOutcome.Failed);
        // What is kept is slower than what is summed up, but for what failed.
        Step[] kept = [.. read.Steps.Where(step => !StepSummary.IsSummary(step) && step.Outcome == StepOutcome.Ok)];
        Assert.Equal(steps.TakeLast(kept.Length), kept);
        if (buildId != "x") Assert.InRange(kept.Length, Math.Min(count, 55) - 1, count);
    }

    [Fact]
    public void Fifty_resources_and_all_stages_fit()
    {
        Step[] steps =
        [
            .. Enumerable.Range(1, 30).Select(number => Steps[0] with { Name = $"Stage {number}" }),
            .. Enumerable.Range(1, 50).Select(number => Step($"module.vpc.aws_subnet.private[\"a,{number}\"]", number, StepOutcome.Ok)),
        ];
        JournalEntry entry = Journal.Running(Sample.Start(), logFile: null);
        Journal.Finished(entry, entry.Row(), steps);
        Assert.Equal(steps, Read().Steps);
    }

    [Fact]
    public void An_entry_that_is_full_already_keeps_the_row_and_a_summary()
    {
        JournalEntry entry = Journal.Running(Sample.Start(), logFile: null);
        entry = Journal.Finished(entry, entry.Row(), [.. Enumerable.Repeat(Steps, 10).SelectMany(steps => steps)]);
        int room = JournalFormat.MaxBytes - (int)new FileInfo(FileOf(entry)).Length;
        Change(entry, json => json["of a host to come"] = new string('x', room));

        Journal.Attempted(entry, Sample.Attempt);

        Assert.Equal(entry.Row, Read().Row);
        Assert.Equal(["(20 more)", "(10 more)"], Read().Steps.Select(step => step.Name));
    }

    [Fact]
    public void A_killed_run_names_the_stage_it_was_in()
    {
        JournalEntry entry = Journal.Running(Sample.Start(), _scene.Log, Sample.Gone);
        Journal.Progressed(entry, Steps);
        _scene.WriteLog("", Sample.Time.AddSeconds(60));

        Assert.Empty(_scene.Recover().Warnings);

        Assert.Equal([.. Steps[..2], Steps[2] with { Duration = TimeSpan.FromSeconds(58) }], Read().Steps);
        Assert.Equal(60, Read().Row!.DurationSeconds);
    }

    private static Step Step(string name, int seconds, StepOutcome outcome) => new()
    {
        Kind = StepKind.Resource,
        Name = name,
        Action = StepAction.Create,
        Start = Sample.Time.AddSeconds(seconds),
        Duration = TimeSpan.FromMilliseconds(seconds),
        Outcome = outcome,
    };

    private JournalEntry Read() => Assert.Single(Journal.Entries(Assert.Fail));

    private int Format(JournalEntry entry) => JsonNode.Parse(File.ReadAllText(FileOf(entry)))!["format"]!.GetValue<int>();

    private void Change(JournalEntry entry, Action<JsonNode> change)
    {
        JsonNode json = JsonNode.Parse(File.ReadAllText(FileOf(entry)))!;
        change(json);
        File.WriteAllText(FileOf(entry), json.ToJsonString());
    }

    private string FileOf(JournalEntry entry) => Path.Combine(Journal.Folder, entry.RunId + ".json");
}
