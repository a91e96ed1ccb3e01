using System.Globalization;
using Benchmarks.Measuring;
using Benchmarks.Repositories;
using Benchmarks.Simulation;
using Tests.Shared.Files;

namespace Benchmarks.Scenarios;

/// <summary>
/// More machines than any machine can play: a simulation of discrete events with the measured times of one fetch and one push.
/// </summary>
internal sealed class CrowdScenario : IScenario
{
    private const int Seed = 20261124;

    /// <summary>A thousand machines that repeat until they win take a quarter of an hour, ten thousand hours.</summary>
    private const int MostThatRepeat = 10_000;

    public string Name => "crowd";

    public (string Heading, string Sentence) Title => ("A crowd, simulated",
        "Machines that publish one row each at the same moment: a simulation of discrete events with the times of one fetch and one push "
        + "as measured here, where the remote answers after 0.3 s and 0.5 s. Against machines that repeat until they win. The ratio is to "
        + "the time of one fetch and one push.");

    public async Task<IReadOnlyList<Figure>> MeasureAsync(Extent extent)
    {
        CrowdTimes times = await MeasureTimesAsync();
        double lone = times.Fetch + times.Push;
        var figures = new List<Figure>
        {
            new("one fetch and one push", Figure.Time(lone * 1000), $"fetch {Figure.Time(times.Fetch * 1000)}", Ratio: null, ""),
        };
        foreach (int machines in (int[])[10, 32, 100, 128, 1_000, 10_000])
        {
            CrowdOutcome combining = new CombiningCrowd(machines, times, new Random(Seed)).Run();
            string repeating = machines <= MostThatRepeat
                ? Figure.Time(new RepeatingCrowd(machines, times, new Random(Seed)).Run().OnBranch * 1000)
                : "not simulated";
            figures.Add(Of($"{machines:N0} machines: all on the remote, after {combining.OwnPushes} own pushes at most", combining.OnRemote,
                lone, repeating));
            string rounds =
                string.Create(CultureInfo.InvariantCulture, $"{combining.Rounds} rounds, {combining.InVain - machines + 1} merges in vain");
            figures.Add(Of($"{machines:N0} machines: all on the branch, {rounds}", combining.OnBranch, lone, repeating));
        }

        return figures;
    }

    private static Figure Of(FormattableString what, double seconds, double lone, string repeating) =>
        new(what.ToString(CultureInfo.InvariantCulture), Figure.Time(seconds * 1000), $"repeating: {repeating}", seconds / lone, "");

    private static async Task<CrowdTimes> MeasureTimesAsync()
    {
        using var folder = new TemporaryFolder();
        Registry registry = await Registry.CreateAsync(folder["remote"], new RegistryShape(Files: 4_000));
        string clone = await registry.CloneAsync(folder["clone"]);
        await registry.TakeItsTimeAsync(clone);
        TimeSpan fetch = await new Command(clone, "git", "fetch", "--quiet", "origin", Registry.Branch).TimeAsync();
        TimeSpan push = await new Command(clone, "git", "push", "--quiet", "origin", $"origin/{Registry.Branch}:refs/heads/one")
            .TimeAsync();
        return new CrowdTimes(fetch.TotalSeconds, push.TotalSeconds);
    }
}
