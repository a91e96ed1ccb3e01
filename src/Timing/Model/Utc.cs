using System.Globalization;

namespace BuildTiming.Model;

/// <summary>The registry's forms of a time: UTC, whole seconds or milliseconds, <c>Z</c>.</summary>
internal static class Utc
{
    private const string RowFormat = "yyyy-MM-dd'T'HH:mm:ss'Z'";
    private const string StepFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
    private const string NameFormat = "yyyyMMdd'T'HHmmss'Z'";

    /// <summary>The current second, cut (not rounded), so that a start is never in the future.</summary>
    public static DateTimeOffset Now(TimeProvider clock) => Cut(clock.GetUtcNow());

    /// <summary>The second that a time is in.</summary>
    public static DateTimeOffset Cut(DateTimeOffset time) => DateTimeOffset.FromUnixTimeSeconds(time.ToUnixTimeSeconds());

    /// <summary>The millisecond that a time is in.</summary>
    public static DateTimeOffset CutToMilliseconds(DateTimeOffset time) =>
        DateTimeOffset.FromUnixTimeMilliseconds(time.ToUnixTimeMilliseconds());

    /// <summary>The whole milliseconds of a duration; zero for a negative one.</summary>
    public static TimeSpan CutToMilliseconds(TimeSpan duration) =>
        new(Math.Max(0, duration.Ticks - (duration.Ticks % TimeSpan.TicksPerMillisecond)));

    /// <summary>As cells and log lines hold it: <c>2026-01-24T14:43:27Z</c>.</summary>
    public static string Format(DateTimeOffset time) => time.UtcDateTime.ToString(RowFormat, CultureInfo.InvariantCulture);

    /// <summary>To the millisecond, as the start of a step is held: <c>2026-01-24T14:43:27.042Z</c>.</summary>
    public static string FormatMilliseconds(DateTimeOffset time) => time.UtcDateTime.ToString(StepFormat, CultureInfo.InvariantCulture);

    /// <summary>As file names hold it: <c>20260124T144327Z</c>.</summary>
    public static string FormatForName(DateTimeOffset time) => time.UtcDateTime.ToString(NameFormat, CultureInfo.InvariantCulture);

    /// <summary>Reads what <see cref="Format"/> writes, and nothing else.</summary>
    /// <remarks>By hand: a registry has two times a row, and the general parser takes most of the time of reading one.</remarks>
    public static bool TryParse(ReadOnlySpan<char> text, out DateTimeOffset time)
    {
        time = default;
        if (text.Length != 20 || text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[13] != ':' || text[16] != ':'
            || text[19] != 'Z')
            return false;
        int year = Digits(text[..4]), month = Digits(text[5..7]), day = Digits(text[8..10]);
        int hour = Digits(text[11..13]), minute = Digits(text[14..16]), second = Digits(text[17..19]);
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)) return false;
        if (hour is < 0 or > 23 || minute is < 0 or > 59 || second is < 0 or > 59) return false;
        time = new DateTimeOffset(new DateTime(year, month, day, hour, minute, second, DateTimeKind.Utc));
        return true;
    }

    /// <summary>Reads what <see cref="FormatMilliseconds"/> writes, and nothing else.</summary>
    public static bool TryParseMilliseconds(ReadOnlySpan<char> text, out DateTimeOffset time)
    {
        time = default;
        if (text.Length != 24 || text[19] != '.' || text[23] != 'Z') return false;
        if (Digits(text[20..23]) is not (>= 0 and var milliseconds)) return false;
        Span<char> seconds = [.. text[..19], 'Z'];
        if (!TryParse(seconds, out time)) return false;
        time = time.AddMilliseconds(milliseconds);
        return true;
    }

    /// <summary>The number that the digits make; -1 where one is no digit.</summary>
    private static int Digits(ReadOnlySpan<char> text)
    {
        int number = 0;
        foreach (char digit in text)
        {
            if (!char.IsAsciiDigit(digit)) return -1;
            number = (number * 10) + (digit - '0');
        }

        return number;
    }
}
