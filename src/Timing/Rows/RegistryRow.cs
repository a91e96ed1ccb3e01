using BuildTiming.Model;

namespace BuildTiming.Rows;

/// <summary>One run as any generation of scripts wrote it; what a generation did not record is null.</summary>
/// <remarks>Rows to be written are <see cref="TimingRow"/>; this one is for reading only.</remarks>
public sealed record RegistryRow : RegistryLine
{
    // A registry may hold a million rows: times take half the space as seconds.
    private readonly long _start;
    private readonly long _end;

    /// <summary>When the run started: UTC, whole seconds.</summary>
    public required DateTimeOffset StartUtc
    {
        get => DateTimeOffset.FromUnixTimeSeconds(_start);
        init => _start = value.ToUnixTimeSeconds();
    }

    /// <summary>When the run ended, as the row says it: old rows may disagree with their duration.</summary>
    public required DateTimeOffset EndUtc
    {
        get => DateTimeOffset.FromUnixTimeSeconds(_end);
        init => _end = value.ToUnixTimeSeconds();
    }

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
    public string? LogPath
    {
        get => LogPathText.ToString();
        init => LogPathText = value is null ? default : CompactText.Of(value);
    }

    /// <summary>The workflow run that wrote the row; only in the 11-field generation.</summary>
    public string? WorkflowRunUrl
    {
        get => WorkflowRunUrlText.ToString();
        init => WorkflowRunUrlText = value is null ? default : CompactText.Of(value);
    }

    internal CompactText LogPathText { get; init; }

    internal CompactText WorkflowRunUrlText { get; init; }
}
