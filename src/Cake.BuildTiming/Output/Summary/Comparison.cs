using BuildTiming.Insight;

namespace Cake.BuildTiming.Output.Summary;

/// <summary>How long something took, against what is usual of it.</summary>
/// <param name="Duration">How long it took.</param>
/// <param name="Usual">How long it usually takes.</param>
internal sealed record Comparison(TimeSpan Duration, UsualDuration Usual)
{
    /// <summary>Of less nobody can say by how many percent it is more.</summary>
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(1);

    /// <summary>It took longer than nine in ten did.</summary>
    public bool IsSlow => Duration > Usual.P90 && !Figures.IsUsual(Duration, Usual.Median);

    /// <summary>It took longer than any did that is known.</summary>
    public bool IsSlowest => IsSlow && Duration > Usual.Longest;

    /// <summary>By how much it took longer than usual; not negative.</summary>
    public TimeSpan Excess => Duration > Usual.Median ? Duration - Usual.Median : TimeSpan.Zero;

    /// <summary>What it usually takes: <c>usually 3m 02s</c>.</summary>
    public string UsualText => $"usually {Figures.Duration(Usual.Median)}";

    /// <summary>The comparison: <c>usual</c>, <c>-8 %</c>, <c>+18 % ▲</c>.</summary>
    public string Short(LineStyle style)
    {
        if (Figures.IsUsual(Duration, Usual.Median)) return "usual";
        string change = Usual.Median < Least ? "more than usual" : Figures.Change(Duration, Usual.Median);
        return IsSlow ? $"{change} {(style.Unicode ? "▲" : "slow")}" : change;
    }

    /// <summary>The same, and whether it was the slowest of all: <c>+42 % ▲ slowest of 15</c>.</summary>
    public string Text(LineStyle style) => IsSlowest ? $"{Short(style)} slowest of {Usual.Runs + 1}" : Short(style);
}
