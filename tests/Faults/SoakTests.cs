using Tests.Shared.Facts;
using Xunit.Abstractions;

namespace Faults;

/// <summary>The short form of the soak; the long one is <c>./build.sh --target=Soak</c>.</summary>
public sealed class SoakTests(ITestOutputHelper output)
{
    private const int Rounds = 3;

    [LinuxFact]
    public async Task Whenever_a_host_is_killed_every_started_phase_ends_as_exactly_one_row()
    {
        SoakReport report = await new Soak(Seed.Read(), new SoakLimit { Rounds = Rounds }, TimeProvider.System, output.WriteLine)
            .RunAsync();

        Assert.Empty(report.Complaints);
        Assert.Equal(Rounds, report.Rounds);
        Assert.True(report.Kills > 0, $"nothing was killed: {report}");
    }
}
