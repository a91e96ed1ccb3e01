using BuildTiming.Phases;

namespace Build.Tests.Telemetry;

/// <summary>The histograms as a backend gets them.</summary>
public sealed class SentMetricsTests
{
    [Fact]
    public async Task A_run_and_its_phases_are_figures_of_two_histograms_by_their_results()
    {
        await using OtlpReceiver receiver = await OtlpReceiver.StartAsync();

        string? complaint = TelemetryScene.For(receiver).Tell(
            Ended.Run(4, Ended.Phase("apply-persistent", 1), Ended.Phase("bootstrap-persistent", 100, exitCode: 4)));

        Assert.Null(complaint);
        SentHistogram[] figures = receiver.Histograms;
        Assert.Equal(
            ["cicd.pipeline.run.duration", "cicd.pipeline.task.run.duration", "cicd.pipeline.task.run.duration"],
            figures.Select(figure => figure.Name));
        Assert.All(figures, figure =>
        {
            Assert.Equal(("s", "BuildTiming", 1UL), (figure.Unit, figure.Scope, figure.Count));
            Assert.Equal("build-timing", figure.Resource["service.name"]);
            Assert.DoesNotContain("cicd.pipeline.run.id", figure.Resource.Keys);
            Assert.Equal(SentHistogram.Cumulative, figure.Temporality);
        });
        Assert.Equal([1200, 90.5, 90.5], figures.Select(figure => figure.Sum));
        Assert.Equal(new Dictionary<string, string>
        {
            ["cicd.pipeline.name"] = "DeployPersistent",
            ["cicd.pipeline.run.state"] = "executing",
            ["cicd.pipeline.result"] = "failure",
            ["error.type"] = "4",
            ["deployment.environment.name"] = "dev",
        }, figures[0].Attributes);
        Assert.Equal(new Dictionary<string, string>
        {
            ["cicd.pipeline.name"] = "DeployPersistent",
            ["cicd.pipeline.task.name"] = "apply-persistent",
            ["cicd.pipeline.task.type"] = "deploy",
            ["cicd.pipeline.task.run.result"] = "success",
            ["deployment.environment.name"] = "dev",
        }, figures[1].Attributes);
        Assert.Equal("failure", figures[2].Attributes["cicd.pipeline.task.run.result"]);
    }

    [Fact]
    public async Task Their_buckets_tell_minutes_from_hours()
    {
        await using OtlpReceiver receiver = await OtlpReceiver.StartAsync();

        TelemetryScene.For(receiver).Tell(Ended.Run(0, Ended.Phase("apply-persistent", 1)));

        Assert.All(receiver.Histograms, figure =>
        {
            Assert.Equal(figure.Bounds.Order(), figure.Bounds);
            Assert.Equal(figure.Bounds.Length + 1, figure.Buckets.Length);
            Assert.Equal(figure.Bounds.Count(bound => bound < figure.Sum), Array.IndexOf(figure.Buckets, 1UL));
            Assert.All(new double[] { 60, 600, 1800, 3600, 7200 }, bound => Assert.Contains(bound, figure.Bounds));
        });
    }

    [Fact]
    public async Task They_are_of_this_run_alone_also_where_another_one_ends_in_the_same_program()
    {
        await using OtlpReceiver receiver = await OtlpReceiver.StartAsync();
        await using OtlpReceiver other = await OtlpReceiver.StartAsync();
        EndedPhase phase = Ended.Phase("apply-persistent", 1);

        await Task.WhenAll(
            Task.Run(() => TelemetryScene.For(receiver).Tell(Ended.Run(0, phase))),
            Task.Run(() => TelemetryScene.For(other).Tell(Ended.Run(0, phase))));

        Assert.All([.. receiver.Histograms, .. other.Histograms], figure => Assert.Equal(1UL, figure.Count));
        Assert.Equal((2, 2), (receiver.Spans.Length, other.Spans.Length));
    }

    [Fact]
    public async Task Temporality_is_what_the_variable_says()
    {
        await using OtlpReceiver receiver = await OtlpReceiver.StartAsync();

        TelemetryScene.For(receiver, ("OTEL_EXPORTER_OTLP_METRICS_TEMPORALITY_PREFERENCE", "Delta"))
            .Tell(Ended.Run(0, Ended.Phase("apply-persistent", 1)));

        Assert.All(receiver.Histograms, figure => Assert.Equal(SentHistogram.Delta, figure.Temporality));
    }
}
