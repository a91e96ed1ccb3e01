using System.Buffers;

namespace BuildTiming.Model;

/// <summary>What a spreadsheet takes for a formula, and runs.</summary>
internal static class Formula
{
    /// <summary>A formula starts so, also in its wide forms: https://owasp.org/www-community/attacks/CSV_Injection.</summary>
    private static readonly SearchValues<char> Starts = SearchValues.Create("=+-@\uFF1D\uFF0B\uFF0D\uFF20");

    /// <summary>A cell that starts with the character is taken for a formula.</summary>
    public static bool CanStartWith(char character) => Starts.Contains(character);
}
