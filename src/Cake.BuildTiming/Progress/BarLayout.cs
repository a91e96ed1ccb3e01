namespace Cake.BuildTiming.Progress;

/// <summary>One way to fill the last line of a terminal, and how much room it takes at least.</summary>
/// <param name="Time">What is said of the time.</param>
/// <param name="HasBar">There is a bar.</param>
/// <param name="Stage">The stage; null where none is named.</param>
/// <param name="Tail">What stands behind the stage, whole.</param>
/// <param name="IsCut">The stage's name may be cut.</param>
internal sealed record BarLayout(string Time, bool HasBar, string? Stage = null, string Tail = "", bool IsCut = false)
{
    /// <summary>A shorter bar shows nothing.</summary>
    public const int LeastBar = 10;

    /// <summary>A longer one shows no more.</summary>
    public const int MostBar = 30;

    // What is left of a name that is cut further names nothing.
    private const int LeastStage = 10;

    /// <summary>The least width of the stage.</summary>
    public int StageWidth => Stage is null ? 0 : IsCut ? Math.Min(LeastStage, ShownText.Width(Stage)) : ShownText.Width(Stage);

    /// <summary>The least width of the line.</summary>
    /// <param name="name">The width of the phase's name.</param>
    public int Width(int name)
    {
        int bar = HasBar ? 1 + LeastBar : 0;
        int stage = Stage is null ? 0 : 2 + StageWidth + Tail.Length;
        return name + bar + 2 + Time.Length + stage;
    }
}
