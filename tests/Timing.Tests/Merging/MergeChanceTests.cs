using BuildTiming.Merging;

namespace Timing.Tests.Merging;

public sealed class MergeChanceTests
{
    private const int Draws = 20_000;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void One_of_few_merges_at_once(int waiting) =>
        Assert.All(Enumerable.Range(0, 100), seed => Assert.True(new MergeChance(new Random(seed)).IsDrawn("a", waiting)));

    [Theory]
    [InlineData(10)]
    [InlineData(500)]
    public void Of_many_two_are_drawn_on_average(int waiting)
    {
        var random = new Random(4711);
        int drawn = Enumerable.Range(0, Draws).Count(_ => new MergeChance(random).IsDrawn("a", waiting));

        // Four standard deviations of a binomial distribution.
        double chance = 2.0 / waiting, deviation = Math.Sqrt(Draws * chance * (1 - chance));
        Assert.InRange(drawn, (Draws * chance) - (4 * deviation), (Draws * chance) + (4 * deviation));
    }

    [Theory]
    [InlineData(1_024, 10)]
    [InlineData(1_000_000, 20)]
    public void While_nobody_merges_the_chance_doubles_until_it_is_certain(int waiting, int looks)
    {
        var unlucky = new MergeChance(new Unlucky());

        Assert.All(Enumerable.Range(1, looks - 1), _ => Assert.False(unlucky.IsDrawn("a", waiting)));
        Assert.True(unlucky.IsDrawn("a", waiting));
    }

    [Fact]
    public void Where_somebody_has_merged_it_begins_anew()
    {
        var unlucky = new MergeChance(new Unlucky());
        for (int look = 1; look < 10; look++) unlucky.IsDrawn("a", 1_024);

        Assert.False(unlucky.IsDrawn("b", 1_024));
        Assert.All(Enumerable.Range(2, 8), _ => Assert.False(unlucky.IsDrawn("b", 1_024)));
        Assert.True(unlucky.IsDrawn("b", 1_024));
    }

    /// <summary>Draws the largest number there is.</summary>
    private sealed class Unlucky : Random
    {
        public override double NextDouble() => Math.BitDecrement(1.0);
    }
}
