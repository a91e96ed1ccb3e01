namespace BuildTiming.Insight;

/// <summary>How long a running phase still takes.</summary>
/// <param name="Remaining">The median of what remained in earlier runs at such a moment; zero where nothing is known.</param>
/// <param name="Upper">It takes no longer in nine of ten cases; never less than <paramref name="Remaining"/>.</param>
/// <param name="Runs">How many earlier runs are known.</param>
/// <param name="IsBeyond">
/// It has taken longer than any of them. Where stages tell what still has to come, <paramref name="Remaining"/> says so; else it is zero.
/// </param>
/// <param name="Longest">How long the longest of them took.</param>
internal sealed record Estimate(TimeSpan Remaining, TimeSpan Upper, int Runs, bool IsBeyond, TimeSpan Longest);
