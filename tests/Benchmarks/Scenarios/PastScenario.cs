using Benchmarks.Measuring;
using Benchmarks.Repositories;
using BuildTiming.Insight;
using BuildTiming.Model;
using BuildTiming.Publishing;
using BuildTiming.Registry;
using BuildTiming.Rows;
using BuildTiming.Sessions;
using Tests.Shared.Estimates;
using Tests.Shared.Files;

namespace Benchmarks.Scenarios;

/// <summary>What reading a phase's history takes, in the background of its first command.</summary>
internal sealed class PastScenario : IScenario
{
    private const int Rows = 2_000;
    private const int ResourcesOfRun = 4;
    private const string Phase = "bootstrap-persistent";

    public string Name => "past";

    public (string Heading, string Sentence) Title => ("The history of a phase",
        "The 20 newest runs with their steps, from a file of 2,000 rows and one of 20,000 steps; against `git cat-file` printing the two.");

    public async Task<IReadOnlyList<Figure>> MeasureAsync(Extent extent)
    {
        using var folder = new TemporaryFolder();
        await new Command("/", "git", "init", "--quiet", $"--initial-branch={Registry.Branch}", folder["clone"]).RunAsync();
        string rows = RegistryPath.Of("development"), steps = RegistryPath.StepsOf("development");
        Directory.CreateDirectory(Path.GetDirectoryName(folder["clone", rows])!);
        Write(folder["clone", rows], folder["clone", steps]);
        await new Command(folder["clone"], "git", "add", ".").RunAsync();
        string[] identity = ["-c", "user.name=benchmark", "-c", "user.email=benchmark@localhost"];
        await new Command(folder["clone"], "git", [.. identity, "commit", "-qm", "rows"]).RunAsync();
        string print = $"printf '%s\\n' {Registry.Reference}:{rows} {Registry.Reference}:{steps} | git cat-file --batch >/dev/null";
        Samples[] samples = await Alternation.RunAsync(
            extent.Rounds,
            () => Alternation.TimeAsync(() => ReadAsync(folder["clone"])),
            new Command(folder["clone"], "sh", "-c", print).TimeAsync);
        return [Figure.Compare("read, with git's time", samples[0], "git", samples[1], "")];
    }

    private static async Task ReadAsync(string clone)
    {
        var session = new BuildTimingSession(new BuildTimingOptions { Folder = clone, Policy = PublishPolicy.None });
        PhaseHistory? history = await session.HistoryAsync(Phase, "dev", string.Empty);
        if (history is not { Runs: [{ Steps.Count: > ResourcesOfRun }, ..] }) throw new InvalidDataException("no history was read");
    }

    private static void Write(string rowFile, string stepFile)
    {
        using var rows = new StreamWriter(rowFile) { NewLine = "\n" };
        using var steps = new StreamWriter(stepFile) { NewLine = "\n" };
        rows.WriteLine(TimingCsv.Header);
        steps.WriteLine(StepCsv.Header);
        foreach (PastRun run in new SeededSeries(seed: 1, StageShapes.All[0].Shape).Runs(Rows))
        {
            var row = new TimingRow
            {
                Start = run.Start.AddYears(-6),
                DurationSeconds = (long)run.Duration.TotalSeconds,
                Phase = Phase,
                Env = "dev",
                BuildId = "persistent",
                ExitCode = 0,
                Flags = string.Empty,
                Resources = default,
                LogPath = "logs/build-timings/bootstrap-persistent-dev-persistent-20260124T144327Z.log",
            };
            rows.WriteLine(TimingCsv.FormatLine(row));
            foreach (Step step in run.Steps.Concat(Enumerable.Range(0, ResourcesOfRun).Select(number => run.Steps[0] with
            {
                Kind = StepKind.Resource,
                Name = $"module.eks.aws_eks_node_group.this[\"{number}\"]",
                Action = StepAction.Create,
            })))
                steps.WriteLine(StepCsv.FormatLine(row, step));
        }
    }
}
