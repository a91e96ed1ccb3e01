using BuildTiming.Output.Steps;
using BuildTiming.Phases;
using BuildTiming.Publishing;
using BuildTiming.Registry;
using BuildTiming.Sessions.Telemetry;

namespace BuildTiming.Sessions;

/// <summary>What a program says of where it records, and of where its rows go.</summary>
public sealed record BuildTimingOptions
{
    /// <summary>
    /// The folder that commands are about: logs go below it, and journal and registry are those of the git repository that holds it. By
    /// default the current directory, which a relative one is relative to.
    /// </summary>
    public string Folder { get; init; } = Directory.GetCurrentDirectory();

    /// <summary>Where rows go; by default <see cref="PublishPolicy.Auto"/>.</summary>
    public PublishPolicy Policy { get; init; } = PublishPolicy.Auto;

    /// <summary>
    /// Tells whether this program runs in CI, where <see cref="PublishPolicy.Auto"/> publishes directly; by default whether the variable
    /// <c>CI</c> is <c>true</c>. Asked once, when a phase's command starts or rows are
    /// published, not before; one that throws is a warning, and taken for no.
    /// </summary>
    public Func<bool> IsCi { get; init; } = () => Environment.GetEnvironmentVariable("CI") == "true";

    /// <summary>
    /// The address of the CI run that this program is a part of, which rows name as <c>CI_RUN</c>; null, the default, for none. Credentials
    /// in it are left out, and so is one of more than 500 characters or of another scheme than <c>http</c> and <c>https</c>. Asked once,
    /// on another thread, while the command of the first phase works; one that throws is a warning, and taken for none.
    /// </summary>
    public Func<string?> CiRun { get; init; } = () => null;

    /// <summary>The branch that holds the rows; by default <c>governance-registry</c>.</summary>
    public string Branch { get; init; } = RegistryBranch.DefaultName;

    /// <summary>The git remote that the branch is shared through; by default <c>origin</c>.</summary>
    public string Remote { get; init; } = "origin";

    /// <summary>How long publishing may take; by default 30 seconds; more than zero. After an interrupt it is 5 seconds at most.</summary>
    public TimeSpan Budget { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The registry's folder of an environment; by default <c>development</c> for <c>dev</c>, and the environment's own name for any other.
    /// </summary>
    public Func<string, string> FolderOf { get; init; } = RegistryPath.FolderOfEnvironment;

    /// <summary>
    /// How many resources of a run are recorded one by one, the slowest; the others are summed up. By default 50; from 0 to 1000.
    /// </summary>
    public int StepLimit { get; init; } = StepRules.DefaultLimit;

    /// <summary>
    /// How scripts announce stages in a dialect of their own: a regular expression, searched for in each line, with the group
    /// <c>name</c>, which begins a stage, and perhaps <c>end</c>, which ends it; null, the default, for the known dialects alone.
    /// </summary>
    public string? StagePattern { get; init; }

    /// <summary>Those who watch the phases; by default nobody.</summary>
    public IReadOnlyList<IPhaseObserver> Observers { get; init; } = [];

    /// <summary>
    /// Makes what sends traces and metrics: <c>() => new RunTelemetry("my pipeline")</c>. Called when the first phase begins, and only
    /// where the variables of OpenTelemetry say where to send them; by default nothing is sent.
    /// </summary>
    public Func<IRunTelemetry>? Telemetry { get; init; }

    /// <summary>Gets what went wrong in recording; by default it is written to standard error.</summary>
    public Action<string> Warn { get; init; } = message => Console.Error.WriteLine("warning: " + message);

    /// <summary>Says when a phase starts, and how long it takes; by default the system's clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>The value of an environment variable, where telemetry asks for one.</summary>
    internal Func<string, string?> Variable { get; init; } = Environment.GetEnvironmentVariable;

    /// <summary>What is timed of a phase's parts, by these options.</summary>
    /// <exception cref="ArgumentException">The limit or the pattern is not possible.</exception>
    internal StepRules StepRules => StepRules.Of(StepLimit, StagePattern);
}
