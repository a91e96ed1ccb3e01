using System.Globalization;
using BuildTiming.Output.Terminal;
using BuildTiming.Sessions;

namespace Cake.BuildTiming.Progress;

/// <summary>The window's title and the progress in the task bar, for terminals that are known to have them.</summary>
/// <remarks>
/// The title is kept and given back as xterm does it (<c>CSI 22 t</c>, <c>CSI 23 t</c>); where a terminal knows titles and not these two,
/// it is empty in the end. <c>OSC 9 ; 4</c> is ConEmu's. To others OSC 9 is a notification, so only those get it that are known.
/// </remarks>
/// <param name="variable">The value of an environment variable.</param>
internal sealed class WindowSigns(Func<string, string?> variable)
{
    // Also with something behind: xterm-256color, tmux-direct.
    private static readonly string[] Titled = ["xterm", "tmux", "rxvt", "alacritty", "foot", "wezterm", "ghostty"];
    private static readonly string[] TaskBarPrograms = ["WezTerm", "ghostty"];

    private readonly bool _hasTitle = variable("WT_SESSION") is null && (variable("TMUX") is { Length: > 0 }
        || (variable("TERM") is { } term && Titled.Any(name => term.StartsWith(name, StringComparison.Ordinal))));

    private readonly bool _hasTaskBar = variable("WT_SESSION") is { Length: > 0 } || variable("ConEmuANSI") == "ON"
        || TaskBarPrograms.Contains(variable("TERM_PROGRAM"));

    /// <summary>What is to be said of a phase.</summary>
    public WindowCodes Of(PhaseProgress progress)
    {
        int? percent = BarText.Share(progress) is { } share ? (int)(share * 100) : null;
        bool isBeyond = progress.Estimate is { IsBeyond: true };
        return new WindowCodes(
            _hasTitle ? "\e[22;0t" : "",
            (_hasTitle ? $"\e]0;{Title(progress, isBeyond ? null : percent)}\a" : "") + (_hasTaskBar ? TaskBar(percent, isBeyond) : ""),
            (_hasTitle ? "\e]0;\a\e[23;0t" : "") + (_hasTaskBar ? "\e]9;4;0;0\a" : ""));
    }

    private static string Title(PhaseProgress progress, int? percent)
    {
        string share = percent is { } known ? string.Create(CultureInfo.InvariantCulture, $"{known} % ") : "";
        string stage = progress.Steps?.Stage is { } open ? $": {open.Name}" : "";
        return share + progress.Phase.Phase + stage;
    }

    // 1 is a share, 3 is at work without one, 4 a warning.
    private static string TaskBar(int? percent, bool isBeyond) => percent is { } known
        ? string.Create(CultureInfo.InvariantCulture, $"\e]9;4;{(isBeyond ? 4 : 1)};{known}\a")
        : "\e]9;4;3;0\a";
}
