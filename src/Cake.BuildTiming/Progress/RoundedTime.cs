using System.Globalization;
using Cake.BuildTiming.Output;

namespace Cake.BuildTiming.Progress;

/// <summary>Times of which nobody can tell the last second: to a minute in steps of 5 seconds, to ten in steps of 10, then of 60.</summary>
internal static class RoundedTime
{
    private const long Minute = 60;
    private const long Hour = 60 * Minute;

    /// <summary>An estimate: <c>40s</c>, <c>9m 20s</c>, <c>12m</c>.</summary>
    public static string About(TimeSpan duration) => Rounded(duration, Math.Round);

    /// <summary>A bound that is not exceeded.</summary>
    public static string Below(TimeSpan duration) => Rounded(duration, Math.Ceiling);

    private static string Rounded(TimeSpan duration, Func<double, double> round)
    {
        double seconds = Math.Max(0, duration.TotalSeconds);
        int step = seconds <= Minute ? 5 : seconds < 10 * Minute ? 10 : 60;
        long rounded = step * (long)round(seconds / step);
        return rounded is >= 10 * Minute and < Hour
            ? string.Create(CultureInfo.InvariantCulture, $"{rounded / Minute}m")
            : Figures.Duration(rounded);
    }
}
