namespace BuildTiming.Merging;

/// <summary>Decides by lot who of those whose handoffs wait merges all of them: seldom nobody, seldom many at once.</summary>
/// <remarks>
/// Each handoff that waits stands for a run that may draw as well, or for one that is gone. So where nobody has merged since the last look,
/// the chance doubles: it fits the number of those that are there after a few looks, the logarithm of how many are gone.
/// </remarks>
/// <param name="random">Draws.</param>
internal sealed class MergeChance(Random random)
{
    /// <summary>How many merge at once on average: with one, often nobody would, and a merge in vain costs only itself.</summary>
    private const double Expected = 2;

    private string? _oldest;
    private double _chances = Expected;

    /// <summary>Draws once for each look.</summary>
    /// <param name="oldest">The handoff that waits longest: another one than last time tells that somebody merges.</param>
    /// <param name="waiting">How many wait.</param>
    public bool IsDrawn(string oldest, int waiting)
    {
        _chances = oldest == _oldest ? _chances * 2 : Expected;
        _oldest = oldest;
        return random.NextDouble() * waiting < _chances;
    }
}
