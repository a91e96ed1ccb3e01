namespace Tests.Shared.Estimates;

/// <summary>Series as registries have them: a phase of about 16 minutes whose stages vary each by itself.</summary>
internal static class StageShapes
{
    private static readonly double[] Usual = [20, 420, 60, 150, 180, 140];

    /// <summary>Each with its name and a sentence.</summary>
    public static IReadOnlyList<(string Name, string Sentence, StageShape Shape)> All { get; } =
    [
        ("stable", "each stage varies by 5 %", (_, random) => Vary(random, 0.05, Usual)),
        ("noisy", "each stage varies by 35 %", (_, random) => Vary(random, 0.35, Usual)),
        ("drifting", "each run takes 0.6 % of the first one longer than the one before; stages vary by 10 %",
            (number, random) => Vary(random, 0.1, [.. Usual.Select(stage => stage * (1 + (0.006 * number)))])),
        ("bimodal", "in half of the runs the second stage takes 2 minutes instead of 7; stages vary by 10 %",
            (_, random) => Vary(random, 0.1, random.Next(2) == 0 ? Usual : [20, 120, 60, 150, 180, 140])),
        ("skipped", "the third, fourth and last stage are each left out in three of ten runs; stages vary by 10 %", Skip),
    ];

    private static double[] Skip(int number, Random random) => Vary(
        random, 0.1, [.. Usual.Select((stage, i) => i is 2 or 3 or 5 && random.NextDouble() < 0.3 ? 0 : stage)]);

    /// <summary>Log-normal, with the given means: a stage may take twice as long, but never less than nothing.</summary>
    private static double[] Vary(Random random, double deviation, double[] means) =>
        [.. means.Select(mean => mean * Math.Exp((deviation * Normal(random)) - (deviation * deviation / 2)))];

    /// <summary>By Box and Muller.</summary>
    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
