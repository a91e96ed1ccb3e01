namespace BuildTiming.Model;

/// <summary>One phase run, as the registry keeps it.</summary>
public sealed record TimingRow
{
    /// <summary>When the phase started: UTC, whole seconds.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>How long it took, in whole seconds, by a monotonic clock.</summary>
    public required long DurationSeconds { get; init; }

    /// <summary>The start plus the duration: never a second reading of the wall clock.</summary>
    public DateTimeOffset End => Start.AddSeconds(DurationSeconds);

    /// <summary>The phase, for example <c>apply-persistent</c>.</summary>
    public required string Phase { get; init; }

    /// <summary>The environment as the caller named it, for example <c>dev</c>.</summary>
    public required string Env { get; init; }

    /// <summary>The build's name; <c>persistent</c> for long-lived clusters.</summary>
    public required string BuildId { get; init; }

    /// <summary>The exit code of the phase's own process; 128 + n when signal n ended it.</summary>
    public required int ExitCode { get; init; }

    /// <summary>The options that shaped the run: <c>NAME=value</c>, separated by one space.</summary>
    public required string Flags { get; init; }

    /// <summary>What Terraform reported over all its runs in the phase, failed ones included.</summary>
    public required ResourceCounts Resources { get; init; }

    /// <summary>The log, relative to the platform root.</summary>
    public required string LogPath { get; init; }
}
