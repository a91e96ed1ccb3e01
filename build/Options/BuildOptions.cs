using System.Globalization;
using Build.Options.CakeConfig;
using BuildTiming.Publishing;
using Cake.BuildTiming;
using Cake.BuildTiming.Progress;

namespace Build.Options;

/// <summary>The options of one run: read once, checked, unchangeable.</summary>
public sealed record BuildOptions
{
    private readonly IReadOnlyDictionary<Option, string> _values;
    private readonly IReadOnlySet<Option> _given;

    private BuildOptions(IReadOnlyDictionary<Option, string> values, IReadOnlySet<Option> given) => (_values, _given) = (values, given);

    /// <summary>The environment.</summary>
    public string Env => this[KnownOptions.Env];

    /// <summary>The cloud region.</summary>
    public string Region => this[KnownOptions.Region];

    /// <summary>The cluster.</summary>
    public string Cluster => this[KnownOptions.Cluster];

    /// <summary>The Terraform root, relative to the platform root.</summary>
    public string TfDir => this[KnownOptions.TfDir];

    /// <summary>The bootstrap applies Terraform by itself.</summary>
    public bool BootstrapApplies => this[KnownOptions.BootstrapVersion] == "v4";

    /// <summary>The platform root, absolute.</summary>
    public required string PlatformRoot { get; init; }

    /// <summary>Where timing rows go.</summary>
    public PublishPolicy Publish => this[KnownOptions.Publish] switch
    {
        "direct" => PublishPolicy.Direct,
        "handoff" => PublishPolicy.Handoff,
        "none" => PublishPolicy.None,
        _ => PublishPolicy.Auto,
    };

    /// <summary>How the progress of a running phase is shown.</summary>
    public ProgressMode Progress => this[KnownOptions.Progress] switch
    {
        "bar" => ProgressMode.Bar,
        "lines" => ProgressMode.Lines,
        "off" => ProgressMode.Off,
        _ => ProgressMode.Auto,
    };

    /// <summary>The host whose unfinished runs are to be recorded; null where there is none.</summary>
    public string? AdoptJournal => this[KnownOptions.AdoptJournal] is { Length: > 0 } host ? host : null;

    /// <summary>How long publishing may take.</summary>
    public required TimeSpan PublishBudget { get; init; }

    /// <summary>How many resources of a run are recorded one by one.</summary>
    public required int StepLimit { get; init; }

    /// <summary>How scripts announce stages in a dialect of their own; null where they do not.</summary>
    public required string? StagePattern { get; init; }

    /// <summary>How long the commands of killed hosts are waited for before rows are published.</summary>
    public TimeSpan Settle => TimeSpan.FromSeconds(int.Parse(this[KnownOptions.Settle], CultureInfo.InvariantCulture));

    /// <summary>The step of a deploy in front of the bootstrap.</summary>
    public required ConfiguredStep Rds { get; init; }

    /// <summary>The step of a deploy behind the bootstrap.</summary>
    public required ConfiguredStep AfterBootstrap { get; init; }

    /// <summary>The environment's folder on the registry branch.</summary>
    public required string RegistryFolder { get; init; }

    /// <summary>The registry's folder of any environment.</summary>
    public required Func<string, string> FolderOf { get; init; }

    /// <summary>Nothing is to run, and nothing to be written.</summary>
    public required bool IsDryRun { get; init; }

    /// <summary>Targets run without those that they depend on.</summary>
    public required bool IsExclusive { get; init; }

    /// <summary>How the caller can start this host again.</summary>
    public required Entry Entry { get; init; }

    /// <summary>The targets of this run, as the caller named them.</summary>
    public required IReadOnlyCollection<string> Targets { get; init; }

    /// <summary>The words behind the first <c>--</c>: a command that may hold secrets; null without one.</summary>
    public required IReadOnlyList<string>? Command { get; init; }

    /// <summary>The canonical value of an option.</summary>
    public string this[Option option] => _values[option];

    /// <summary>The option is <c>true</c>.</summary>
    public bool Has(Option flag) => this[flag] == "true";

    /// <summary>Options as the environment of a script.</summary>
    public IReadOnlyDictionary<string, string> Variables(IEnumerable<Option> options) =>
        options.ToDictionary(option => option.Variable, option => this[option]);

    /// <summary>The caller named the option for this run, on the command line or in the environment.</summary>
    public bool IsGiven(Option option) => _given.Contains(option);

    /// <summary>The Terraform root is another than that of the environment.</summary>
    public bool HasForeignTfDir =>
        Path.GetFullPath(TfDir, PlatformRoot) is var root
        && Path.TrimEndingDirectorySeparator(root) != Path.GetFullPath($"envs/{Env}", PlatformRoot);

    /// <summary>Options as the flags of a row; a Terraform root of its own is among them.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Flags(IEnumerable<Option> options) =>
    [
        .. options.Concat(HasForeignTfDir ? [KnownOptions.TfDir] : [])
            .Select(option => KeyValuePair.Create(option.Variable, OneCell(this[option]))),
    ];

    /// <summary>What timing is told of this run.</summary>
    public TimingOptions Timing() => new()
    {
        Environment = Env,
        Folder = RegistryFolder,
        FolderOf = FolderOf,
        Root = PlatformRoot,
        Policy = Publish,
        Branch = this[KnownOptions.RegistryBranch],
        Remote = this[KnownOptions.RegistryRemote],
        Budget = PublishBudget,
        StepLimit = StepLimit,
        StagePattern = StagePattern,
        Settle = Settle,
        Progress = Progress,
        PublishCommand = Repeat("CommitTimings"),
        SettleCommand = Repeat("CommitTimings", new() { [KnownOptions.Settle] = "240" }),
        AdoptedHost = AdoptJournal,
        AdoptCommand = host => Repeat("CommitTimings", new() { [KnownOptions.AdoptJournal] = host }),
    };

    // Flags are separated by blanks, cells by commas: in a path, which may hold both, what is no plain letter is written as in an address
    // (%20).
    private static string OneCell(string value) => Uri.EscapeDataString(value).Replace("%2F", "/", StringComparison.Ordinal);

    /// <summary>The command that runs a target with the same options: whatever the caller named for this run is spelled out.</summary>
    public string Repeat(string target, Dictionary<Option, string>? changed = null)
    {
        changed ??= [];
        IEnumerable<string> same = KnownOptions.All
            .Where(option => _given.Contains(option) && !changed.ContainsKey(option) && option.IsFor(target))
            .Select(option => option.Render(this[option]));
        return Entry.Command([$"--target={target}", .. same, .. changed.Keys.Select(option => option.Render(changed[option]))]);
    }

    /// <summary>Reads every option.</summary>
    /// <param name="reader">Where values come from.</param>
    /// <param name="workingDirectory">What a relative platform root is relative to.</param>
    /// <exception cref="Cake.Core.CakeException">An option has an impossible value.</exception>
    public static BuildOptions Read(OptionReader reader, string workingDirectory)
    {
        var values = new Dictionary<Option, string>();
        var given = new HashSet<Option>();
        foreach (Option option in KnownOptions.All)
        {
            if (reader.Read(option) is not { } found) continue;
            values[option] = found.Value;
            if (found.IsGiven) given.Add(option);
        }

        var defaults = new OptionDefaults(values, workingDirectory, reader.SearchPath);
        foreach (Option option in KnownOptions.All.Where(option => !values.ContainsKey(option))) values[option] = defaults.Of(option);
        return new BuildOptions(values, given)
        {
            PlatformRoot = defaults.PlatformRoot,
            PublishBudget = Settings.PublishBudget(reader),
            StepLimit = Settings.StepLimit(reader),
            StagePattern = Settings.StagePattern(reader),
            Rds = ConfiguredStep.Read(reader, ConfiguredStep.Rds),
            AfterBootstrap = ConfiguredStep.Read(reader, ConfiguredStep.AfterBootstrap),
            FolderOf = env => Settings.FolderOf(reader, env),
            RegistryFolder = Settings.RegistryFolder(reader, values[KnownOptions.Env]),
            Entry = reader.Entry,
            Targets = reader.Targets,
            Command = OptionReader.Command,
            IsDryRun = OptionReader.IsDryRun,
            IsExclusive = OptionReader.IsExclusive,
        };
    }
}
