using Tests.Shared.Facts;

namespace Build.Tests;

/// <summary>A sample leaves nothing out for ever.</summary>
public sealed class TestSampleTests
{
    private static readonly int[] All = [0, 1, 2, 3, 4, 5, 6];

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(9)]
    public void As_the_number_counts_up_each_of_them_comes(int count)
    {
        int[][] samples = [.. All.Select(turn => TestSample.Of(All, count, int.MaxValue - All.Length + turn))];

        Assert.All(samples, sample => Assert.Equal(Math.Min(count, All.Length), sample.Distinct().Count()));
        Assert.Equal(All, samples.SelectMany(sample => sample).Distinct().Order());
    }
}
