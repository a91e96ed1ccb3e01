using System.Diagnostics;
using BuildTiming.Sessions.Telemetry;

namespace BuildTiming.Telemetry;

/// <summary>The trace that this run is a part of, from its environment; and the one that what it starts is a part of.</summary>
/// <remarks>
/// https://www.w3.org/TR/trace-context/ for the values, https://opentelemetry.io/docs/specs/otel/context/env-carriers/ for the variables. A
/// value that is none begins a new trace, as the first one says.
/// </remarks>
internal static class TraceParent
{
    /// <summary>The variable that names trace and span.</summary>
    public const string Variable = "TRACEPARENT";

    /// <summary>The variable that holds what tracing systems add to it.</summary>
    public const string StateVariable = "TRACESTATE";

    private const int Length = 55;
    private const int LongestState = 512;

    /// <summary>The trace that the environment names; null where it names none.</summary>
    public static ActivityContext? Read(TelemetryVariables variables)
    {
        if (variables.Value(Variable) is not { } text || !IsValid(text)) return null;
        if (IsZero(text.AsSpan(3, 32)) || IsZero(text.AsSpan(36, 16))) return null;
        var trace = ActivityTraceId.CreateFromString(text.AsSpan(3, 32));
        var span = ActivitySpanId.CreateFromString(text.AsSpan(36, 16));
        bool isSampled = (Convert.ToByte(text.Substring(53, 2), 16) & 1) == 1;
        return new ActivityContext(
            trace, span, isSampled ? ActivityTraceFlags.Recorded : ActivityTraceFlags.None, StateOf(variables), isRemote: true);
    }

    /// <summary>The variables by which what a phase starts joins its trace.</summary>
    /// <param name="phase">The span of the phase.</param>
    /// <param name="variables">What is inherited else.</param>
    public static IReadOnlyDictionary<string, string> VariablesOf(Activity phase, TelemetryVariables variables)
    {
        var handed = new Dictionary<string, string> { [Variable] = phase.Id! };
        if (phase.TraceStateString is { } state) handed.Add(StateVariable, state);
        // That of another trace than this one.
        else if (variables.Value(StateVariable) is not null) handed.Add(StateVariable, string.Empty);
        return handed;
    }

    // A later version may have more behind a further hyphen.
    private static bool IsValid(string text) =>
        text.Length >= Length && (text.Length == Length || (text[Length] == '-' && !text.StartsWith("00", StringComparison.Ordinal)))
        && text[2] == '-' && text[35] == '-' && text[52] == '-'
        && IsHex(text.AsSpan(0, 2)) && IsHex(text.AsSpan(3, 32)) && IsHex(text.AsSpan(36, 16)) && IsHex(text.AsSpan(53, 2))
        && !text.StartsWith("ff", StringComparison.Ordinal);

    private static bool IsHex(ReadOnlySpan<char> text) => text.IndexOfAnyExcept("0123456789abcdef") < 0;

    private static bool IsZero(ReadOnlySpan<char> text) => text.IndexOfAnyExcept('0') < 0;

    private static string? StateOf(TelemetryVariables variables) =>
        variables.Value(StateVariable) is { Length: <= LongestState } state && !state.AsSpan().ContainsAnyExceptInRange(' ', '~')
            ? state
            : null;
}
