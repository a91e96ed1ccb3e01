using System.Globalization;
using Build.Run;
using Cake.BuildTiming;
using Cake.Core;
using Cake.Frosting;

namespace Build.Tasks.Development;

/// <summary>Runs the tests of this repository, of the slow ones a sample, and says how many passed.</summary>
[TaskName("Test")]
[TaskDescription("Tests this build host; of slow tests with many cases a sample, that SEED=<number> repeats.")]
public sealed class Test(CommandRunner commands) : FrostingTask<BuildContext>
{
    private const string Seed = "SEED";
    private const int Seeds = 1_000_000;

    /// <inheritdoc/>
    public override void Run(BuildContext context)
    {
        int seed = context.Environment.GetEnvironmentVariable(Seed) is { Length: > 0 } text
            ? SeedOf(text)
            : Random.Shared.Next(1, Seeds);
        string number = seed.ToString(CultureInfo.InvariantCulture);
        context.Log.Say($"{Seed}={number} takes the same sample of the slow tests; TestAll runs them all.");
        new TestRun(commands, context).RunSample(seed);
    }

    private static int SeedOf(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int seed)
        ? seed
        : throw new CakeException(2, $"{Seed}={text} is no number from 0 to {int.MaxValue}: leave it out, or give one.");
}
