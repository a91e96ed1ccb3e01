namespace BuildTiming.Insight;

/// <summary>How long a running phase still takes.</summary>
/// <param name="Remaining">The median of what remained in earlier runs; never negative.</param>
/// <param name="Upper">It takes no longer in nine of ten cases; never less than <paramref name="Remaining"/>.</param>
/// <param name="Runs">How many earlier runs were looked at.</param>
/// <param name="IsBeyond">It has taken longer already than any of them: what remains is no more than a guess.</param>
/// <param name="Longest">How long the longest of them took.</param>
internal sealed record Estimate(TimeSpan Remaining, TimeSpan Upper, int Runs, bool IsBeyond, TimeSpan Longest);
