using System.Globalization;

namespace Faults;

/// <summary>The number that all plans come from.</summary>
internal static class Seed
{
    private const string Variable = "SEED";

    /// <summary>What <c>SEED</c> says; without it, a new one.</summary>
    public static int Read() => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } text
        ? int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture)
        : Random.Shared.Next(1, 1_000_000);
}
