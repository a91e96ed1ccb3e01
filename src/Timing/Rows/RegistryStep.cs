using BuildTiming.Model;

namespace BuildTiming.Rows;

/// <summary>One step of a run. Its first four cells are those of the run's row, by which the two belong together.</summary>
internal sealed record RegistryStep : RegistryLine
{
    /// <summary>When the run started: UTC, whole seconds.</summary>
    public required DateTimeOffset StartUtc { get; init; }

    /// <summary>The phase.</summary>
    public required string Phase { get; init; }

    /// <summary>The environment, for example <c>dev</c>.</summary>
    public required string Env { get; init; }

    /// <summary>The build's name.</summary>
    public required string BuildId { get; init; }

    /// <summary>The step.</summary>
    public required Step Step { get; init; }

    /// <summary>The run that it is a step of: the four cells.</summary>
    public string Run => RunOf(StartUtc, Phase, Env, BuildId);

    /// <summary>The four cells of a run.</summary>
    public static string RunOf(DateTimeOffset start, string phase, string env, string buildId) =>
        $"{Utc.Format(start)},{phase},{env},{buildId}";
}
