namespace Faults;

/// <summary>When a soak ends: at the first of these that is reached, after the round at hand.</summary>
internal sealed record SoakLimit
{
    public TimeSpan Time { get; init; } = TimeSpan.MaxValue;

    public int Kills { get; init; } = int.MaxValue;

    public int WrongAnswers { get; init; } = int.MaxValue;

    public int Rounds { get; init; } = int.MaxValue;

    public bool IsReached(SoakReport report, TimeSpan elapsed) =>
        elapsed >= Time || report.Kills >= Kills || report.WrongAnswers >= WrongAnswers || report.Rounds >= Rounds;
}
