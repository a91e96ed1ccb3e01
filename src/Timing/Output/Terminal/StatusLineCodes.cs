using System.Globalization;

namespace BuildTiming.Output.Terminal;

/// <summary>
/// The escape sequences that take the last line of a screen out of what scrolls, and give it back. The cursor stays with the text above.
/// </summary>
/// <remarks>
/// https://invisible-island.net/xterm/ctlseqs: <c>ESC 7</c> and <c>ESC 8</c> save and restore the cursor with its colours, <c>ESC [ r</c>
/// sets the lines that scroll and puts the cursor into the first one. None of them holds a line break: what a person types meanwhile is
/// echoed behind, and never inside.
/// </remarks>
internal static class StatusLineCodes
{
    /// <summary>Breaks off a sequence or a character that the phase has begun and will not end.</summary>
    public const string Cancel = "\x18";

    /// <summary>After a change of size: the old line is wherever the terminal has put it, but below the cursor.</summary>
    public const string Refit = "\e7\e[0m\e[J\e[r\e8";

    /// <summary>All lines scroll again; what stands on the screen stays.</summary>
    public const string Unset = "\e7\e[r\e8";

    /// <summary>The last line no longer scrolls. If the cursor stands in it, the text moves up first.</summary>
    public static string Enter(TerminalSize size) =>
        string.Create(CultureInfo.InvariantCulture, $"\eD\e[A\e7\e[1;{size.Lines - 1}r\e8");

    /// <summary>Writes the last line.</summary>
    public static string Draw(TerminalSize size, string line) =>
        string.Create(CultureInfo.InvariantCulture, $"\e7\e[{size.Lines};1H\e[0m\e(B{line}\e[0m\e[K\e8");

    /// <summary>Empties the last line, and all lines scroll again.</summary>
    public static string Leave(TerminalSize size) =>
        string.Create(CultureInfo.InvariantCulture, $"\e7\e[0m\e[r\e[{size.Lines};1H\e[2K\e8");
}
