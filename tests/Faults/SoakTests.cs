using Faults.Forms;
using Tests.Shared.Facts;
using Xunit.Abstractions;

namespace Faults;

/// <summary>The short forms of the soaks; the long ones are <c>./build.sh --target=Soak</c>.</summary>
public sealed class SoakTests(ITestOutputHelper output)
{
    // A round may pass by without a fault: what is planned to be hit is not always come to.
    private const int MostRounds = 6;

    [LinuxFact]
    public async Task Whenever_a_host_is_killed_every_started_phase_ends_as_exactly_one_row()
    {
        SoakReport report = await RunAsync(new KillForm(), new SoakLimit { Rounds = 3 });

        Assert.True(report.Kills > 0, $"nothing was killed: {report}");
    }

    [FakeTimeFact]
    public async Task Machines_that_write_equal_rows_in_the_same_second_have_as_many_rows_as_phases_that_started()
    {
        SoakReport report = await RunAsync(new EqualForm(), new SoakLimit { Rounds = MostRounds, Kills = 1 });

        Assert.True(report.Kills > 0, $"nothing was killed: {report}");
        Assert.Equal(report.Rounds * new EqualForm().Clones, report.Started);
    }

    [LinuxFact]
    public async Task Whatever_git_answers_to_a_host_every_started_phase_ends_as_exactly_one_row()
    {
        SoakReport report = await RunAsync(new GitForm(), new SoakLimit { Rounds = MostRounds, WrongAnswers = 1 });

        Assert.True(report.WrongAnswers > 0, $"git answered everything rightly: {report}");
    }

    private async Task<SoakReport> RunAsync(SoakForm form, SoakLimit limit)
    {
        SoakReport report = await new Soak(form, Seed.Read(), limit, TimeProvider.System, output.WriteLine).RunAsync();

        Assert.Empty(report.Complaints);
        Assert.True(limit.IsReached(report, TimeSpan.Zero), $"it ended early: {report}");
        return report;
    }
}
