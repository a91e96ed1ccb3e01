using Cake.BuildTiming.Progress;

namespace Cake.BuildTiming.Tests.Progress;

public sealed class SilenceScheduleTests
{
    [Theory]
    [InlineData(20, "20 60 140 300 600 900 1200")]
    [InlineData(30, "30 90 210 450 750 1050 1350")]
    public void A_silent_phase_is_spoken_of_at_intervals_that_grow_to_five_minutes(int first, string expected)
    {
        var schedule = new SilenceSchedule(TimeSpan.FromSeconds(first));
        var said = new List<int>();
        for (int second = 0; said.Count < 7; second++)
        {
            if (schedule.Wait(TimeSpan.FromSeconds(second)) > TimeSpan.Zero) continue;
            said.Add(second);
            schedule.Said();
        }

        Assert.Equal(expected, string.Join(' ', said));
    }

    [Fact]
    public void After_a_word_of_the_phase_it_begins_anew()
    {
        var schedule = new SilenceSchedule(TimeSpan.FromSeconds(20));
        Assert.Equal(TimeSpan.Zero, schedule.Wait(TimeSpan.FromSeconds(20)));
        schedule.Said();
        Assert.Equal(TimeSpan.FromSeconds(20), schedule.Wait(TimeSpan.FromSeconds(40)));
        Assert.Equal(TimeSpan.FromSeconds(17), schedule.Wait(TimeSpan.FromSeconds(3)));
    }
}
