using System.Globalization;

namespace Cake.BuildTiming.Output;

/// <summary>Numbers as people say them: <c>16m 36s</c>, <c>1h 02m</c>, <c>+12 %</c>.</summary>
internal static class Figures
{
    /// <summary>Within so much of what is usual nothing is worth a figure.</summary>
    private const double Tolerance = 0.05;

    /// <summary>A clock of whole seconds tells no less apart.</summary>
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(2);

    /// <summary>A duration, rounded to seconds, from an hour on to minutes; a negative one is none.</summary>
    public static string Duration(TimeSpan duration) =>
        Duration((long)Math.Round(duration.TotalSeconds, MidpointRounding.AwayFromZero));

    /// <inheritdoc cref="Duration(TimeSpan)"/>
    public static string Duration(long seconds) => seconds switch
    {
        < 0 => Duration(0),
        < 60 => string.Create(CultureInfo.InvariantCulture, $"{seconds}s"),
        < 3600 => string.Create(CultureInfo.InvariantCulture, $"{seconds / 60}m {seconds % 60:00}s"),
        // Half a minute more is the next one.
        _ => string.Create(CultureInfo.InvariantCulture, $"{(seconds + 30) / 3600}h {(seconds + 30) / 60 % 60:00}m"),
    };

    /// <summary>How long ago something was: <c>a moment</c>, <c>12 minutes</c>, <c>3 hours</c>, <c>2 days</c>.</summary>
    public static string Age(TimeSpan age) => age switch
    {
        { TotalDays: >= 2 } => Count((long)age.TotalDays, "day"),
        { TotalHours: >= 2 } => Count((long)age.TotalHours, "hour"),
        { TotalMinutes: >= 2 } => Count((long)age.TotalMinutes, "minute"),
        _ => "a moment",
    };

    /// <summary>Two durations differ by no more than runs do for no reason: 5 %, or less than two seconds.</summary>
    public static bool IsUsual(TimeSpan duration, TimeSpan usual) =>
        (duration - usual).Duration() is var difference && (difference < Least || difference <= usual * Tolerance);

    /// <summary>How much longer or shorter than usual something took: <c>+12 %</c>, <c>-8 %</c>; from tenfold on <c>12 times</c>.</summary>
    /// <param name="duration">What it took.</param>
    /// <param name="usual">What it usually takes; more than zero.</param>
    public static string Change(TimeSpan duration, TimeSpan usual)
    {
        double times = duration / usual;
        return times >= 10
            ? string.Create(CultureInfo.InvariantCulture, $"{times:0} times")
            : string.Create(CultureInfo.InvariantCulture, $"{Math.Round((times - 1) * 100, MidpointRounding.AwayFromZero):+0;-0;0} %");
    }

    /// <summary>A number of things: <c>1 run</c>, <c>14 runs</c>.</summary>
    public static string Count(long number, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{number} {noun}{(number == 1 ? "" : "s")}");
}
