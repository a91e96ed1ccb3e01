using System.Globalization;

namespace BuildTiming.Model;

/// <summary>The registry's form of a time: UTC, whole seconds, <c>Z</c>.</summary>
public static class Utc
{
    private const string RowFormat = "yyyy-MM-dd'T'HH:mm:ss'Z'";
    private const string NameFormat = "yyyyMMdd'T'HHmmss'Z'";

    /// <summary>The current second, cut (not rounded), so that a start is never in the future.</summary>
    public static DateTimeOffset Now(TimeProvider clock) => Cut(clock.GetUtcNow());

    /// <summary>The second that a time is in.</summary>
    public static DateTimeOffset Cut(DateTimeOffset time) => DateTimeOffset.FromUnixTimeSeconds(time.ToUnixTimeSeconds());

    /// <summary>As cells and log lines hold it: <c>2026-01-24T14:43:27Z</c>.</summary>
    public static string Format(DateTimeOffset time) => time.UtcDateTime.ToString(RowFormat, CultureInfo.InvariantCulture);

    /// <summary>As file names hold it: <c>20260124T144327Z</c>.</summary>
    public static string FormatForName(DateTimeOffset time) => time.UtcDateTime.ToString(NameFormat, CultureInfo.InvariantCulture);

    /// <summary>Reads what <see cref="Format"/> writes.</summary>
    public static bool TryParse(string text, out DateTimeOffset time) => DateTimeOffset.TryParseExact(
        text, RowFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out time);
}
