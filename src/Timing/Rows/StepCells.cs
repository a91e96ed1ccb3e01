using System.Globalization;
using BuildTiming.Model;

namespace BuildTiming.Rows;

/// <summary>The cells of a step: how each is written and read.</summary>
internal static class StepCells
{
    private const decimal MostSeconds = long.MaxValue / TimeSpan.TicksPerSecond;

    private static readonly string[] Kinds = ["stage", "pass", "resource"];
    private static readonly string[] Actions = ["create", "update", "delete", "read"];
    private static readonly string[] Outcomes = ["ok", "failed", "unfinished"];

    public static string Of(StepKind kind) => Kinds[(int)kind];

    public static string Of(StepAction? action) => action is { } known ? Actions[(int)known] : string.Empty;

    public static string Of(StepOutcome outcome) => Outcomes[(int)outcome];

    public static string Of(TimeSpan duration) =>
        ((decimal)duration.Ticks / TimeSpan.TicksPerSecond).ToString("0.000", CultureInfo.InvariantCulture);

    /// <summary>A text as RFC 4180 wants it: in quotes where it holds a comma or a quote.</summary>
    public static string Of(string text) =>
        text.AsSpan().IndexOfAny(',', '"') < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    public static bool TryRead(ReadOnlySpan<char> cell, out StepKind kind)
    {
        int index = IndexOf(Kinds, cell);
        kind = (StepKind)index;
        return index >= 0;
    }

    public static bool TryRead(ReadOnlySpan<char> cell, out StepAction? action)
    {
        int index = IndexOf(Actions, cell);
        action = index < 0 ? null : (StepAction)index;
        return index >= 0 || cell.IsEmpty;
    }

    public static bool TryRead(ReadOnlySpan<char> cell, out StepOutcome outcome)
    {
        int index = IndexOf(Outcomes, cell);
        outcome = (StepOutcome)index;
        return index >= 0;
    }

    public static bool TryRead(ReadOnlySpan<char> cell, out TimeSpan duration)
    {
        duration = default;
        if (!decimal.TryParse(cell, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal seconds)
            || seconds > MostSeconds) return false;
        duration = new TimeSpan((long)(seconds * TimeSpan.TicksPerSecond));
        return true;
    }

    private static int IndexOf(string[] words, ReadOnlySpan<char> cell)
    {
        for (int i = 0; i < words.Length; i++)
            if (cell.SequenceEqual(words[i])) return i;
        return -1;
    }
}
