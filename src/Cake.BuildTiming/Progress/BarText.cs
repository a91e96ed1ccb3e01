using BuildTiming.Output.Steps;
using BuildTiming.Sessions;
using Cake.BuildTiming.Output;

namespace Cake.BuildTiming.Progress;

/// <summary>What stands in the last line of a terminal while a phase runs: as much as fits, what matters most to the last.</summary>
/// <param name="unicode">Signs beyond ASCII are shown.</param>
/// <param name="colours">Colours are shown.</param>
internal sealed class BarText(bool unicode, bool colours)
{
    private const int LeastName = 8;

    // A blank in front, and the last column free: behind a character there, only the terminal knows where the cursor is.
    private const int Margins = 2;

    /// <summary>The share of the phase that is over, from 0 to 1; null where nobody can tell.</summary>
    public static double? Share(PhaseProgress progress) => progress.Estimate switch
    {
        null => null,
        { Remaining.Ticks: 0 } => 1,
        { } estimate => progress.Elapsed / (progress.Elapsed + estimate.Remaining),
    };

    /// <summary>The line, shorter than the terminal is wide.</summary>
    public string Of(PhaseProgress progress, int columns)
    {
        int room = columns - Margins;
        string name = ShownText.Plain(progress.Phase.Phase, unicode);
        IReadOnlyList<BarLayout> layouts = Layouts(progress);
        BarLayout layout = layouts.FirstOrDefault(layout => layout.Width(ShownText.Width(name)) <= room) ?? layouts[^1];
        int shortage = layout.Width(ShownText.Width(name)) - room;
        if (shortage > 0) name = ShownText.Cut(name, Math.Max(LeastName, ShownText.Width(name) - shortage), unicode);
        int free = Math.Max(0, -shortage);

        string bar = layout.HasBar ? " " + Bar(progress, BarLayout.LeastBar + (layout.IsCut ? 0 : free)) : string.Empty;
        string stage = layout.Stage is { } text ? "  " + ShownText.Cut(text, layout.StageWidth + free, unicode) : string.Empty;
        string line = $" {name}{bar}  {layout.Time}{stage}{layout.Tail}";
        return layout.HasBar ? line : ShownText.Cut(line, columns - 1, unicode);
    }

    // From all that there is to say to the least.
    private IReadOnlyList<BarLayout> Layouts(PhaseProgress progress)
    {
        bool hasBar = progress.Estimate is not null;
        (string whole, string brief, string least) = Times(progress);
        OpenStage? open = progress.Steps?.Stage;
        string? stage = open is null ? null : ShownText.Plain(open.Name, unicode);
        string inStage = open is null ? string.Empty : " " + Elapsed(progress.Elapsed - open.Start);
        return
        [
            new(whole, hasBar, stage, inStage + Resources(progress.Steps)),
            new(whole, hasBar, stage, inStage),
            new(brief, hasBar, stage, inStage),
            new(brief, hasBar, stage, inStage, IsCut: true),
            new(brief, HasBar: false, stage, inStage, IsCut: true),
            new(whole, hasBar),
            new(brief, hasBar),
            new(brief, HasBar: false),
            new(least, HasBar: false),
        ];
    }

    private static (string Whole, string Brief, string Least) Times(PhaseProgress progress)
    {
        string elapsed = Elapsed(progress.Elapsed);
        if (progress.Estimate is not { } estimate) return (elapsed, elapsed, elapsed);
        string left = $"~{RoundedTime.About(estimate.Remaining)} left";
        if (estimate.IsBeyond)
        {
            string beyond = $"{elapsed}, longer than any of {Figures.Count(estimate.Runs, "run")}";
            string whole = $"{beyond} ({Figures.Duration(estimate.Longest)})";
            return estimate.Remaining > TimeSpan.Zero ? ($"{whole}, {left}", beyond, left) : (whole, beyond, elapsed);
        }

        return ($"{elapsed} of ~{RoundedTime.About(progress.Elapsed + estimate.Remaining)}, {left}", $"{elapsed}, {left}", left);
    }

    private static string Resources(StepProgress? steps) =>
        steps is null or { InProgress: 0, Done: 0 } ? string.Empty : $", {steps.InProgress} in progress, {steps.Done} done";

    private static string Elapsed(TimeSpan time) => Figures.Duration((long)time.TotalSeconds);

    private string Bar(PhaseProgress progress, int width)
    {
        width = Math.Min(width, BarLayout.MostBar);
        if (!unicode) width -= 2;
        int filled = (int)Math.Clamp((Share(progress) ?? 0) * width, 0, width);
        string over = new(unicode ? '━' : '#', filled);
        string rest = new(unicode ? '─' : '-', width - filled);
        if (colours) (over, rest) = ($"\e[{(progress.Estimate is { IsBeyond: true } ? 33 : 36)}m{over}\e[0m", $"\e[2m{rest}\e[0m");
        return unicode ? over + rest : $"[{over}{rest}]";
    }
}
