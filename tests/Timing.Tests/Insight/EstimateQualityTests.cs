using Tests.Shared.Estimates;

namespace Timing.Tests.Insight;

/// <summary>How good the estimate is, on series of which the same stands in docs/insight.md.</summary>
public sealed class EstimateQualityTests
{
    [Fact]
    public void Where_there_are_stages_it_errs_by_at_most_085_of_the_naive_one_and_late_in_a_run_by_at_most_075() =>
        Assert.All(SeriesQuality.All.Where(series => series.HasStages), series =>
        {
            Assert.True(series.Quality.Ratio <= 0.85, $"{series.Name}: {series.Quality.Ratio:0.000}");
            Assert.True(series.Quality.Ratios[2] <= 0.75, $"{series.Name} at 75 %: {series.Quality.Ratios[2]:0.000}");
        });

    [Fact]
    public void It_never_errs_by_more_than_the_naive_one() =>
        Assert.All(SeriesQuality.All.Concat(SeriesQuality.Young), series =>
            Assert.True(series.Quality.Ratio <= 1, $"{series.Name}: {series.Quality.Ratio:0.000}"));

    [Fact]
    public void The_bound_holds_in_nine_of_ten_cases_and_in_eight_where_runs_get_longer() =>
        Assert.All(SeriesQuality.All, series => Assert.True(
            series.Name switch
            {
                "stable" or "noisy" => series.Quality.Held is >= 85 and <= 95,
                _ => series.Quality.Held >= 80,
            },
            $"{series.Name}: {series.Quality.Held:0.0}"));

    [Fact]
    public void It_holds_as_often_where_few_runs_are_known() =>
        Assert.All(SeriesQuality.Young, series =>
            Assert.True(series.Quality.Held is >= 83 and <= 96, $"{series.Name}: {series.Quality.Held:0.0}"));

    [Fact]
    public void The_figures_in_the_document_are_these() =>
        Assert.Contains(EstimateTable.OfSeries(), File.ReadAllText(RepositoryRoot.File("docs", "insight.md")));
}
