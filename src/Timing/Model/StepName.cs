using System.Globalization;
using System.Text;

namespace BuildTiming.Model;

/// <summary>
/// Makes a step's name harmless for whoever shows it: it is free text, from whatever a script prints or an address holds.
/// </summary>
internal static class StepName
{
    /// <summary>The longest name, in UTF-16 code units; a longer one is cut, and ends in an ellipsis.</summary>
    public const int Limit = 512;

    /// <summary>The name of what has none.</summary>
    public const string None = "(no name)";

    private const char Ellipsis = '…';
    private const char Guard = '\'';

    /// <summary>The name on one line and of bounded length. A clean name stays as it is.</summary>
    /// <remarks>
    /// Control characters and all that separates become one space; characters that are not seen, as those that turn the direction of
    /// text, go. What a spreadsheet would run gets an apostrophe in front, as OWASP advises: at the beginning, and after a semicolon, which
    /// begins a cell in half of the world (https://owasp.org/www-community/attacks/CSV_Injection).
    /// </remarks>
    public static string Clean(string text)
    {
        var name = new StringBuilder(Math.Min(text.Length, Limit) + 1);
        bool isApart = false, startsCell = true;
        // What is no text (a lone surrogate) comes as U+FFFD.
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (Separates(rune))
            {
                isApart = name.Length > 0;
                continue;
            }

            if (Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format) continue;
            if (isApart) name.Append(' ');
            if (startsCell && rune.IsBmp && Formula.CanStartWith((char)rune.Value)) name.Append(Guard);
            name.Append(rune);
            (isApart, startsCell) = (false, rune.Value == ';');
            if (name.Length > Limit) return Cut(name);
        }

        return name.Length == 0 ? None : name.Equals(text) ? text : name.ToString();
    }

    private static bool Separates(Rune rune) => Rune.IsWhiteSpace(rune) || Rune.IsControl(rune);

    private static string Cut(StringBuilder name)
    {
        name.Length = Limit - 1;
        if (char.IsHighSurrogate(name[^1])) name.Length--;
        while (name[^1] == ' ') name.Length--;
        return name.Append(Ellipsis).ToString();
    }
}
