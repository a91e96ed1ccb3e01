namespace BuildTiming.Model;

/// <summary>What is known of a phase run when it starts.</summary>
public sealed record PhaseStart
{
    /// <summary>The run's name: sortable by start, unique across machines.</summary>
    public required string RunId { get; init; }

    /// <summary>The phase, for example <c>apply-persistent</c>.</summary>
    public required string Phase { get; init; }

    /// <summary>The environment as the caller named it, for example <c>dev</c>.</summary>
    public required string Env { get; init; }

    /// <summary>The registry's folder of that environment, for example <c>development</c>.</summary>
    public required string Folder { get; init; }

    /// <summary>The build's name; <c>persistent</c> for long-lived clusters.</summary>
    public required string BuildId { get; init; }

    /// <summary>When the phase started: UTC, whole seconds.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>The options that shaped the run: <c>NAME=value</c>, separated by one space.</summary>
    public required string Flags { get; init; }

    /// <summary>The log as the row names it: relative to the platform root, with forward slashes.</summary>
    public required string LogPath { get; init; }

    /// <summary>With what the host knows of the run: it stands behind the options, and before where the run comes from.</summary>
    /// <param name="mark">A flag: <c>NAME=value</c>.</param>
    internal PhaseStart Marked(string mark)
    {
        int commit = PlaceOf("COMMIT="), place = commit >= 0 ? commit : PlaceOf("CI_RUN=");
        return this with { Flags = place < 0 ? $"{Flags} {mark}".TrimStart() : Flags.Insert(place, mark + " ") };
    }

    /// <summary>With where the run comes from; a flag that the program has given by itself keeps its value.</summary>
    /// <param name="provenance">Flags, separated by one space.</param>
    internal PhaseStart From(string provenance)
    {
        PhaseStart start = this;
        foreach (string flag in provenance.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (start.PlaceOf(flag[..(flag.IndexOf('=') + 1)]) < 0) start = start with { Flags = $"{start.Flags} {flag}".TrimStart() };
        }

        return start;
    }

    /// <summary>The row of this run, once it has ended.</summary>
    internal TimingRow Finish(long durationSeconds, int exitCode, ResourceCounts resources) => new()
    {
        Start = Start,
        DurationSeconds = durationSeconds,
        Phase = Phase,
        Env = Env,
        BuildId = BuildId,
        ExitCode = exitCode,
        Flags = Flags,
        Resources = resources,
        LogPath = LogPath,
    };

    private int PlaceOf(string name) => Flags.StartsWith(name, StringComparison.Ordinal)
        ? 0
        : Flags.IndexOf(" " + name, StringComparison.Ordinal) is >= 0 and int place ? place + 1 : -1;
}
