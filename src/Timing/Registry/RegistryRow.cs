using BuildTiming.Model;

namespace BuildTiming.Registry;

/// <summary>One run as any generation of scripts wrote it; what a generation did not record is null.</summary>
/// <remarks>Rows to be written are <see cref="TimingRow"/>; this one is for reading only.</remarks>
public sealed record RegistryRow : RegistryLine
{
    /// <summary>When the run started: UTC, whole seconds.</summary>
    public required DateTimeOffset StartUtc { get; init; }

    /// <summary>When the run ended, as the row says it: old rows may disagree with their duration.</summary>
    public required DateTimeOffset EndUtc { get; init; }

    /// <summary>The phase; null in the 7-field generation.</summary>
    public string? Phase { get; init; }

    /// <summary>The environment, for example <c>dev</c>.</summary>
    public required string Env { get; init; }

    /// <summary>The build's name, free text in old rows: <c>20250115-06#####NEEDTOUPDATE###</c>.</summary>
    public required string BuildId { get; init; }

    /// <summary>Whole seconds, never negative; 0 also stands for a true duration that was lost.</summary>
    public required long DurationSeconds { get; init; }

    /// <summary>The exit code; scripts wrote 255 as well as 1 for a failure.</summary>
    public required int ExitCode { get; init; }

    /// <summary>The options that shaped the run, empty where none were; null in the 7- and 11-field generations.</summary>
    public string? Flags { get; init; }

    /// <summary>The resource counts; null where the generation or the row has none.</summary>
    public ResourceCounts? Resources { get; init; }

    /// <summary>The log; null in the 11-field generation.</summary>
    public string? LogPath { get; init; }

    /// <summary>The workflow run that wrote the row; only in the 11-field generation.</summary>
    public string? WorkflowRunUrl { get; init; }
}
