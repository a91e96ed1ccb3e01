using System.Globalization;
using Build.Tests.Programs;
using Tests.Shared.Facts;

namespace Build.Tests.Runs;

public sealed class ClockTests
{
    [FakeTimeFact]
    [Trait("Turn", "a")]
    public async Task A_clock_that_is_set_back_an_hour_in_a_phase_leaves_its_duration_right()
    {
        using Platform platform = await Platform.OfStubs();
        string offset = Path.Combine(platform.Folder, "offset");
        await File.WriteAllTextAsync(offset, "+0\n");
        // At once: a process that finds the file empty is ended by the library.
        // Read anew every second: at each look at the clock, several threads at once bring the library down.
        string step = $"echo -1h >'{offset}.new'; mv '{offset}.new' '{offset}'";
        platform.Does("terraform", $"date -u '+before %s'; sleep 1.2; {step}; sleep 1.2; date -u '+after %s'");

        ProgramRun run = await platform.Build(
            [
                ("LD_PRELOAD", FakeTimeFactAttribute.Library!), ("FAKETIME_TIMESTAMP_FILE", offset), ("FAKETIME_CACHE_DURATION", "1"),
                ("FAKETIME_DONT_FAKE_MONOTONIC", "1"),
            ],
            "--target=ApplyPersistent");

        Assert.True(run.ExitCode == 0, $"{run.ExitCode}: {run.All}");
        Assert.InRange(Clock(run, "after") - Clock(run, "before"), -3600, -3000);
        string[] row = Assert.Single(await platform.Git.Rows());
        long duration = long.Parse(row[5], CultureInfo.InvariantCulture);
        Assert.InRange(duration, 1, 3000);
        Assert.Equal(duration, (Time(row[1]) - Time(row[0])).TotalSeconds);
        // It started before the step, and its end is the true one by the clock that it started with.
        Assert.InRange(Time(row[0]).ToUnixTimeSeconds(), Clock(run, "before") - 3000, Clock(run, "before"));
    }

    private static long Clock(ProgramRun run, string moment) =>
        long.Parse(run.Output.Split('\n').Single(line => line.StartsWith(moment + " ", StringComparison.Ordinal))
            .Split(' ')[1], CultureInfo.InvariantCulture);

    private static DateTimeOffset Time(string cell) =>
        DateTimeOffset.ParseExact(cell, "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
