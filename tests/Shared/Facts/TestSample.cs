using System.Globalization;

namespace Tests.Shared.Facts;

/// <summary>
/// Whether a run of the tests takes every case of the costly theories, or a sample. The target Test sets the variable <c>SAMPLE</c>, and
/// says its number; TestAll does not, and neither does who starts the tests by another way.
/// </summary>
public static class TestSample
{
    /// <summary>The number that decides which cases are taken; null where all of them are.</summary>
    public static int? Turn { get; } = Environment.GetEnvironmentVariable("SAMPLE") is { Length: > 0 } text
        ? int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture)
        : null;

    /// <summary>All of them, or those whose turn it is: as the number counts up, each of them comes.</summary>
    /// <param name="all">What is chosen from.</param>
    /// <param name="count">How many are taken.</param>
    public static T[] Of<T>(T[] all, int count = 1) => Turn is { } turn ? Of(all, count, turn) : all;

    /// <summary>Those whose turn it is by a number.</summary>
    public static T[] Of<T>(T[] all, int count, int turn) => all.Length > count
        ? [.. Enumerable.Range(0, count).Select(i => all[((turn * (long)count) + i) % all.Length])]
        : all;
}
