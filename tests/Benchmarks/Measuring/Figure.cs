using System.Globalization;

namespace Benchmarks.Measuring;

/// <summary>One line of the report.</summary>
/// <param name="What">What was measured, and in which setting.</param>
/// <param name="Measured">The median with its unit.</param>
/// <param name="Against">What it is compared with, and the median of that.</param>
/// <param name="Ratio">The median of the rounds' ratios; null where there is nothing to compare with.</param>
/// <param name="Target">The ratio that is wanted, for example <c>≤ 2</c>; empty where none was set.</param>
internal sealed record Figure(string What, string Measured, string Against, double? Ratio, string Target)
{
    public static Figure Compare(string what, Samples measured, string name, Samples against, string target) =>
        new(what, Time(measured.Median), $"{name}: {Time(against.Median)}", measured.RatioTo(against), target);

    public static string Time(double milliseconds) => milliseconds < 1 ? Number(milliseconds * 1000, "µs")
        : milliseconds < 10_000 ? Number(milliseconds, "ms")
        : Number(milliseconds / 1000, "s");

    public static string Number(double value, string unit) =>
        string.Create(CultureInfo.InvariantCulture,
            $"{value.ToString(value < 10 ? "0.00" : value < 100 ? "0.0" : "0", CultureInfo.InvariantCulture)} {unit}");
}
