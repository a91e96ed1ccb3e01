// Measures recording against the plain way of doing the same, side by side.
// Usage: Benchmarks [--quick] [<scenario>...]; without --quick the figures go into docs/performance-figures.md.
//        Benchmarks [--quick] estimate [<build_timings.csv>...]; without --quick those of the seeded series go into docs/insight.md.
using Benchmarks.Estimates;
using Benchmarks.Measuring;
using Benchmarks.Reports;
using Benchmarks.Scenarios;
using Tests.Shared.Files;

bool quick = args.Contains("--quick");
string[] wanted = [.. args.Where(argument => !argument.StartsWith("--", StringComparison.Ordinal))];
string repository = RepositoryRoot.Path;
if (wanted is ["estimate", .. var files])
{
    new EstimateCommand(Path.Combine(repository, "docs", "insight.md")).Run(files, saves: !quick);
    return 0;
}

IScenario[] scenarios =
[
    new StartScenario(repository), new DeployScenario(repository), new PublishScenario(), new FilesScenario(), new RowsScenario(),
    new ReadScenario(), new PastScenario(), new HistoryScenario(),
    new ContentionScenario(), new CrowdScenario(), new HostsScenario(repository), new TeeScenario(), new JournalScenario(),
];
if (wanted.FirstOrDefault(name => scenarios.All(scenario => scenario.Name != name)) is { } unknown)
{
    Console.Error.WriteLine($"no scenario {unknown}; there are: {string.Join(", ", scenarios.Select(scenario => scenario.Name))}");
    return 2;
}

var report = new PerformanceReport(Path.Combine(repository, "docs", "performance-figures.md"), TimeProvider.System);
foreach (IScenario scenario in scenarios.Where(scenario => wanted.Length == 0 || wanted.Contains(scenario.Name)))
{
    IReadOnlyList<Figure> figures = await scenario.MeasureAsync(quick ? Extent.Quick : Extent.Full);
    Console.Out.WriteLine(report.Section(scenario, figures));
    if (!quick) report.Save(scenario, figures);
}

return 0;
