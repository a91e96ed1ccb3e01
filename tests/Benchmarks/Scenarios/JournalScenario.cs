using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Benchmarks.InProcess;
using Benchmarks.Measuring;

namespace Benchmarks.Scenarios;

/// <summary>What happens inside the process, by BenchmarkDotNet.</summary>
internal sealed class JournalScenario : IScenario
{
    public string Name => "journal";

    public (string Heading, string Sentence) Title => ("Inside the process",
        "One phase's journal steps, each flushed to disk, against three files of the same size written and flushed; and the resource "
        + "counter on 1 MiB of output.");

    public Task<IReadOnlyList<Figure>> MeasureAsync(Extent extent)
    {
        IConfig config = new ManualConfig { Options = ConfigOptions.DisableLogFile }
            .AddJob((extent.IsFull ? Job.MediumRun : Job.ShortRun.WithWarmupCount(2)).WithLaunchCount(1)
                .WithToolchain(InProcessEmitToolchain.Instance))
            .AddColumnProvider(DefaultColumnProviders.Instance)
            .AddLogger(NullLogger.Instance)
            .WithArtifactsPath(Path.Combine(Path.GetTempPath(), "build-timing-benchmark-artifacts"));
        double steps = Median(config, typeof(JournalSteps), nameof(JournalSteps.Journal));
        double files = Median(config, typeof(JournalSteps), nameof(JournalSteps.Files));
        double counted = Median(config, typeof(ResourceCounting), nameof(ResourceCounting.Count));
        return Task.FromResult<IReadOnlyList<Figure>>(
        [
            new Figure("running, finished, attempted, deleted", Figure.Time(steps), $"three flushed files: {Figure.Time(files)}",
                steps / files, ""),
            new Figure("resource counter", Figure.Time(counted), Figure.Number(1048.576 / counted, "MB/s"), null, ""),
        ]);
    }

    private static double Median(IConfig config, Type type, string method)
    {
        Summary summary = BenchmarkRunner.Run(type, [type.GetMethod(method)!], config);
        return summary.Reports.Single().ResultStatistics!.Median / 1e6;
    }
}
