using BuildTiming.Publishing;
using BuildTiming.Sessions;
using BuildTiming.Sessions.Telemetry;
using Cake.BuildTiming.Progress;

namespace Cake.BuildTiming;

/// <summary>What a host says of its runs: which environment they are about, and where their rows go.</summary>
public sealed record TimingOptions
{
    /// <summary>The environment, as rows name it, for example <c>dev</c>; by default <c>local</c>.</summary>
    public string Environment { get; init; } = "local";

    /// <summary>The registry's folder of the environment; null, the default, for what <see cref="FolderOf"/> says.</summary>
    public string? Folder { get; init; }

    /// <summary>
    /// The registry's folder of any environment; by default <c>development</c> for <c>dev</c>, else the environment's own name.
    /// </summary>
    public Func<string, string> FolderOf { get; init; } = new BuildTimingOptions().FolderOf;

    /// <summary>
    /// The folder that phases are about, absolute: their logs go below it, and journal and registry are those of the git repository that
    /// holds it. Null, the default, for the working directory of the build.
    /// </summary>
    public string? Root { get; init; }

    /// <summary>Where rows go; by default <see cref="PublishPolicy.Auto"/>.</summary>
    public PublishPolicy Policy { get; init; } = PublishPolicy.Auto;

    /// <summary>The branch that holds the rows; by default <c>governance-registry</c>.</summary>
    public string Branch { get; init; } = new BuildTimingOptions().Branch;

    /// <summary>The git remote that the branch is shared through; by default <c>origin</c>.</summary>
    public string Remote { get; init; } = "origin";

    /// <summary>How long publishing may take; by default 30 seconds; more than zero. After an interrupt it is 5 seconds at most.</summary>
    public TimeSpan Budget { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long the commands of killed hosts are waited for before rows are published; by default zero: not at all. Seconds are usual, as
    /// in a cancelled CI job.
    /// </summary>
    public TimeSpan Settle { get; init; } = TimeSpan.Zero;

    /// <summary>
    /// How many resources of a run are recorded one by one, the slowest; the others are summed up. By default 50; from 0 to 1000.
    /// </summary>
    public int StepLimit { get; init; } = new BuildTimingOptions().StepLimit;

    /// <summary>
    /// How scripts announce stages in a dialect of their own: a regular expression with the groups <c>name</c> and <c>end</c>; null, the
    /// default, for the known dialects alone.
    /// </summary>
    public string? StagePattern { get; init; }

    /// <summary>How the progress of a running phase is shown; by default <see cref="ProgressMode.Auto"/>.</summary>
    public ProgressMode Progress { get; init; } = ProgressMode.Auto;

    /// <summary>
    /// Makes what sends traces and metrics: <c>() => new RunTelemetry("my pipeline")</c>. Called when the first phase begins, and only
    /// where the variables of OpenTelemetry say where to send them; by default nothing is sent.
    /// </summary>
    public Func<IRunTelemetry>? Telemetry { get; init; }

    /// <summary>A host that is gone, whose unfinished runs are to be recorded; null, the default, for none.</summary>
    public string? AdoptedHost { get; init; }

    /// <summary>
    /// Flags of every row, for tasks that have none of their own: names and values hold no blank, comma or quote. By default none.
    /// </summary>
    public IReadOnlyList<KeyValuePair<string, string>> Flags { get; init; } = [];

    /// <summary>The command that publishes what could not be published, for a message; null where the next run is all there is.</summary>
    public string? PublishCommand { get; init; }

    /// <summary>
    /// The command that waits for what a killed host left running and records it, for a message; null where there is none.
    /// </summary>
    public string? SettleCommand { get; init; }

    /// <summary>The command that records the unfinished runs of a host that is gone, for a message; null where there is none.</summary>
    public Func<string, string>? AdoptCommand { get; init; }
}
