using Faults.Forms;
using Tests.Shared.Facts;
using Xunit.Abstractions;

namespace Faults;

/// <summary>The short forms of the soaks; the long ones are <c>./build.sh --target=Soak</c>.</summary>
public sealed class SoakTests(ITestOutputHelper output)
{
    // A round may pass by without a fault: what is planned to be hit is not always come to.
    private const int MostRounds = 6;

    [LinuxSampledTheory]
    [InlineData("kills")]
    [InlineData("git")]
    public async Task Whatever_befalls_a_host_every_started_phase_ends_as_exactly_one_row(string name)
    {
        bool isKilled = name == "kills";
        SoakReport report = isKilled
            ? await RunAsync(new KillForm(), new SoakLimit { Rounds = MostRounds, Kills = 1 })
            : await RunAsync(new GitForm(), new SoakLimit { Rounds = MostRounds, WrongAnswers = 1 });

        Assert.True((isKilled ? report.Kills : report.WrongAnswers) > 0, $"nothing befell it: {report}");
    }

    [FakeTimeFact]
    public async Task Machines_that_write_equal_rows_in_the_same_second_have_as_many_rows_as_phases_that_started()
    {
        SoakReport report = await RunAsync(new EqualForm(), new SoakLimit { Rounds = MostRounds, Kills = 1 });

        Assert.True(report.Kills > 0, $"nothing was killed: {report}");
        Assert.Equal(report.Rounds * new EqualForm().Clones, report.Started);
    }

    private async Task<SoakReport> RunAsync(SoakForm form, SoakLimit limit)
    {
        SoakReport report = await new Soak(form, Seed.Read(), limit, TimeProvider.System, output.WriteLine).RunAsync();

        Assert.Empty(report.Complaints);
        Assert.True(limit.IsReached(report, TimeSpan.Zero), $"it ended early: {report}");
        return report;
    }
}
