using Build.Options;
using Build.Run;
using BuildTiming.Running;
using Cake.BuildTiming;
using Cake.Frosting;

namespace Build.Tasks.Development;

/// <summary>Measures recording against the plain way of doing the same. Prints, and never judges: a time is no test.</summary>
[TaskName("Benchmark")]
[TaskDescription("Measures this host and writes docs/performance-figures.md; --quick only prints.")]
public sealed class Benchmark(CommandRunner commands) : FrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override void Run(BuildContext context) => commands.Run(new PhaseCommand
    {
        Program = "dotnet",
        Arguments = ["run", "-c", "Release", "--project", "tests/Benchmarks", "--", .. context.Options.Has(KnownOptions.Quick)
            ? ["--quick"]
            : Array.Empty<string>()],
        WorkingDirectory = context.Environment.WorkingDirectory.FullPath,
    });
}
