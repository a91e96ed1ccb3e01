using System.Globalization;

namespace BuildTiming.Model;

/// <summary>The name of one phase run: <c>20260124T144327Z-0123456789abcdef</c>.</summary>
/// <remarks>
/// The start comes first, to the tick, so that names sort by it, also those of two runs within one second; 40 random bits more make
/// it unique across machines. It holds only digits, letters and one hyphen, and no two names differ in case alone: safe in file names
/// and in git branch names everywhere.
/// </remarks>
internal static class RunId
{
    private const string TimeFormat = "yyyyMMdd'T'HHmmss'Z'";
    private const int TimeLength = 16;
    private const int DigitsLength = 16;
    private const int RandomLength = 10;

    /// <summary>A new name for a run that starts at <paramref name="start"/>.</summary>
    public static string Create(DateTimeOffset start)
    {
        // The first digits of a version 4 GUID are random bits of the system's generator; the cryptographic classes would load OpenSSL.
        string random = Guid.NewGuid().ToString("N")[..RandomLength];
        return $"{Utc.FormatForName(start)}-{start.Ticks % TimeSpan.TicksPerSecond:x6}{random}";
    }

    /// <summary>When the run of a name started, to the second; null for what is no such name.</summary>
    public static DateTimeOffset? StartOf(string text) => IsValid(text)
        ? DateTimeOffset.ParseExact(text.AsSpan(0, TimeLength), TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)
        : null;

    /// <summary>Whether <paramref name="text"/> has the exact form that <see cref="Create"/> gives.</summary>
    public static bool IsValid(string? text) =>
        text is { Length: TimeLength + 1 + DigitsLength }
        && text[TimeLength] == '-'
        && text.AsSpan(TimeLength + 1).IndexOfAnyExcept("0123456789abcdef") < 0
        && DateTime.TryParseExact(text.AsSpan(0, TimeLength), TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
}
