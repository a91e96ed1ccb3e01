using System.Text;
using BuildTiming.Model;
using BuildTiming.Rows;
using FsCheck;
using FsCheck.Fluent;
using Timing.Tests.Journal;

namespace Timing.Tests.Rows;

public sealed class StepCsvTests
{
    private const string Line = "2026-01-24T14:43:27Z,apply-persistent,dev,persistent,resource,\"aws_subnet.private[\"\"a,b\"\"]\",create,"
        + "2026-01-24T14:43:29.042Z,12.345,ok";

    private static readonly TimingRow Row = Sample.Start().Finish(99, 0, default);

    private static readonly Step Step = new()
    {
        Kind = StepKind.Resource,
        Name = "aws_subnet.private[\"a,b\"]",
        Action = StepAction.Create,
        Start = Sample.Time.AddMilliseconds(2042),
        Duration = TimeSpan.FromMilliseconds(12_345),
        Outcome = StepOutcome.Ok,
    };

    [Fact]
    public void A_step_is_written_with_quotes_only_where_they_are_needed()
    {
        Assert.Equal(Line, StepCsv.FormatLine(Row, Step));
        Assert.Equal(
            "2026-01-24T14:43:27Z,apply-persistent,dev,persistent,stage,Stage 3: Argo; Sync,,2026-01-24T14:43:29.042Z,0.000,unfinished",
            StepCsv.FormatLine(Row, Step with
            {
                Kind = StepKind.Stage,
                Name = "Stage 3: Argo; Sync",
                Action = null,
                Duration = TimeSpan.Zero,
                Outcome = StepOutcome.Unfinished,
            }));
        Assert.Equal(StepCsv.Header.Split(',').Length, StepCsv.FormatLine(Row, Step with { Name = "plain" }).Split(',').Length);
    }

    [Fact]
    public void Of_the_runs_that_are_asked_for_all_steps_are_read_and_of_others_none()
    {
        string[] runs = ["2026-01-24T14:43:27Z,apply-persistent,dev,persistent", "2026-01-24T14:43:28Z,apply-persistent,dev,persistent"];
        string text = string.Join('\n',
        [
            StepCsv.Header, Line, Line.Replace(":27Z", ":28Z", StringComparison.Ordinal), $"{runs[1]},no step", Line,
            Line.Replace("apply", "destroy", StringComparison.Ordinal), Line.Replace(",dev,", ",test,", StringComparison.Ordinal),
        ]);
        List<string> asked = [];

        RegistryLine[] read = [.. StepCsv.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), run =>
        {
            asked.Add(run);
            return run == runs[0];
        })];

        Assert.Equal([2, 5], read.Select(line => line.LineNumber));
        Assert.All(read, line => Assert.Equal((runs[0], Step), (((RegistryStep)line).Run, ((RegistryStep)line).Step)));
        Assert.Equal(["start_time_utc,phase,env,build_id", runs[0], runs[1], runs[0]], asked.Take(4));
        Assert.Equal(6, asked.Count);
    }

    [Theory]
    [InlineData("  Stage\t3:\r\n  Argo\u001b[0m  ", "Stage 3: Argo [0m")]
    [InlineData("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0")]
    [InlineData("\u202E -- x", "'-- x")]
    [InlineData("a; =1+1;@b", "a; '=1+1;'@b")]
    [InlineData("\uFF1D1", "'\uFF1D1")]
    [InlineData("\n \u200B", StepName.None)]
    public void A_name_is_made_harmless(string name, string expected) => Assert.Equal(expected, (Step with { Name = name }).Name);

    [Fact]
    public void What_is_no_text_is_replaced() => Assert.Equal("a\uFFFDb", (Step with { Name = "a\uD800b" }).Name);

    [Fact]
    public void A_long_name_is_cut_between_two_characters()
    {
        string name = (Step with { Name = new string('x', StepName.Limit - 2) + "\U0001F600\U0001F600" }).Name;
        Assert.Equal(new string('x', StepName.Limit - 2) + "…", name);
        string whole = new('x', StepName.Limit);
        Assert.Same(whole, (Step with { Name = whole }).Name);
    }

    [Fact]
    public void Every_step_is_read_back_by_both_readers() =>
        Check.QuickThrowOnFailure(Prop.ForAll(StepArbitrary.Steps, step =>
        {
            string line = StepCsv.FormatLine(Row, step);
            RegistryStep read = Assert.IsType<RegistryStep>(Assert.Single(StepCsv.Read(new StringReader(line))));
            Assert.Equal(step, read.Step);
            Assert.Equal((Row.Start, Row.Phase, Row.Env, Row.BuildId), (read.StartUtc, read.Phase, read.Env, read.BuildId));
            Assert.Equal(read, StepCsv.ParseLine(line));
            Assert.Equal(line, Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(line)));
            Assert.True(StepArbitrary.IsPlain(line), line);
            Assert.InRange(step.Name.Length, 1, StepName.Limit);
            Assert.Equal(step, step with { Name = step.Name });
        }));

    [Fact]
    public void Whatever_is_accepted_as_a_step_is_written_with_the_same_bytes() =>
        Check.QuickThrowOnFailure(Prop.ForAll(StepArbitrary.Damages, damage =>
        {
            string whole = StepCsv.FormatLine(Row, damage.Step);
            int at = damage.At % whole.Length;
            string line = whole.Remove(at, damage.Removed).Insert(at, damage.Character.ToString());
            try
            {
                RegistryStep read = StepCsv.ParseLine(line);
                return StepCsv.FormatLine(
                    Row with { Start = read.StartUtc, Phase = read.Phase, Env = read.Env, BuildId = read.BuildId }, read.Step) == line;
            }
            catch (FormatException)
            {
                return true;
            }
        }));

    [Theory]
    [InlineData("")]
    [InlineData(StepCsv.Header)]
    [InlineData(Line + ",")]
    [InlineData("\uFEFF" + Line)]
    [InlineData("2026-01-24T14:43:27Z,p,dev,b,stage,=x,,2026-01-24T14:43:29.042Z,1.000,ok")]
    [InlineData("2026-01-24T14:43:27Z,p,dev,b,stage,\"x\",,2026-01-24T14:43:29.042Z,1.000,ok")]
    [InlineData("2026-01-24T14:43:27Z,p,dev,b,stage,x ,,2026-01-24T14:43:29.042Z,1.000,ok")]
    [InlineData("2026-01-24T14:43:27Z,p,dev,b,stage,x,,2026-01-24T14:43:29.042Z,1.0,ok")]
    [InlineData("2026-01-24T14:43:27Z,p,dev,b,stage,x,,2026-01-24T14:43:29.042Z,01.000,ok")]
    [InlineData("2026-01-24T14:43:27Z,p,dev,b,stage,x,,2026-01-24T14:43:29Z,1.000,ok")]
    [InlineData("2026-01-24T14:43:27Z,p,dev,b,Stage,x,,2026-01-24T14:43:29.042Z,1.000,ok")]
    public void A_line_that_is_not_exactly_well_formed_is_no_step(string line) =>
        Assert.Throws<FormatException>(() => StepCsv.ParseLine(line));

    [Theory]
    [InlineData("only,three,fields", "3 fields: steps have 10")]
    [InlineData("x,p,dev,b,stage,x,,2026-01-24T14:43:29.042Z,1.000,ok", "start_time_utc is not a time")]
    [InlineData("2026-01-24T14:43:27Z,p,dev,b,x,x,,2026-01-24T14:43:29.042Z,1.000,ok", "kind is not stage, pass or resource")]
    [InlineData("2026-01-24T14:43:27Z,p,dev,b,stage,x,x,2026-01-24T14:43:29.042Z,1.000,ok",
        "action is not create, update, delete, read or empty")]
    [InlineData("2026-01-24T14:43:27Z,p,dev,b,stage,x,,2026-01-24T14:43:29Z,1.000,ok", "step_start_utc is not a time with milliseconds")]
    [InlineData("2026-01-24T14:43:27Z,p,dev,b,stage,x,,2026-01-24T14:43:29.042Z,922337203686.000,ok",
        "duration_seconds is not a count of seconds")]
    [InlineData("2026-01-24T14:43:27Z,p,dev,b,stage,x,,2026-01-24T14:43:29.042Z,1.000,x", "outcome is not ok, failed or unfinished")]
    public void What_is_wrong_with_a_step_is_named(string line, string reason)
    {
        Assert.Equal(reason, Assert.IsType<UnreadableLine>(Assert.Single(StepCsv.Read(new StringReader(line)))).Reason);
        Assert.Equal($"The line is no step: {reason}.", Assert.Throws<FormatException>(() => StepCsv.ParseLine(line)).Message);
    }

    [Fact]
    public void Each_kind_action_and_outcome_has_its_word()
    {
        Assert.Equal(["stage", "pass", "resource"],
            Enum.GetValues<StepKind>().Select(kind => Cell(4, Step with { Kind = kind })));
        Assert.Equal(["create", "update", "delete", "read"],
            Enum.GetValues<StepAction>().Select(action => Cell(6, Step with { Action = action })));
        Assert.Equal(["ok", "failed", "unfinished"],
            Enum.GetValues<StepOutcome>().Select(outcome => Cell(9, Step with { Outcome = outcome })));
        Assert.Equal("922337203685.000", Cell(8, StepCsv.ParseLine(Line.Replace("12.345", "922337203685.000")).Step));
    }

    [Fact]
    public void A_line_that_cannot_be_read_is_reported_by_its_number_and_reading_goes_on()
    {
        string[] bad =
        [
            "only,three,fields", Line + ",x", Line.Replace("2026-01-24T14:43:27Z", "yesterday"), Line.Replace("resource", "thing"),
            Line.Replace("create", "make"), Line.Replace(".042Z", "Z"), Line.Replace("12.345", "-1"), Line.Replace("12.345", "9e99"),
            Line.Replace(",ok", ",fine"), "\"" + Line, Line.Replace("dev", "d\0ev"),
        ];
        string text = "\uFEFF" + StepCsv.Header + "\r\n" + string.Join('\n', bad) + "\n\n" + Line;

        RegistryLine[] lines = [.. StepCsv.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)))];

        Assert.Equal(Enumerable.Range(2, bad.Length), lines.OfType<UnreadableLine>().Select(line => line.LineNumber));
        Assert.Equal(bad.Length + 3, Assert.IsType<RegistryStep>(lines[^1]).LineNumber);
        Assert.Equal(bad.Length, lines.OfType<UnreadableLine>().Select(line => line.Reason).Distinct().Count() + 1);
    }

    private static string Cell(int index, Step step) => StepCsv.FormatLine(Row, step with { Name = "plain" }).Split(',')[index];
}
