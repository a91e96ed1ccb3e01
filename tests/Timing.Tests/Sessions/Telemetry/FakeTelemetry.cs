using BuildTiming.Model;
using BuildTiming.Sessions.Telemetry;

namespace Timing.Tests.Sessions.Telemetry;

/// <summary>Telemetry that notes what it is told, and answers as a test says.</summary>
internal sealed class FakeTelemetry : IRunTelemetry
{
    public static readonly IReadOnlyDictionary<string, string> Variables =
        new Dictionary<string, string> { ["TRACEPARENT"] = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01" };

    public List<PhaseStart> Begun { get; } = [];

    public EndedRun? Sent { get; private set; }

    public Func<PhaseStart, IReadOnlyDictionary<string, string>> OnBegin { get; init; } = _ => Variables;

    public Func<string?> OnSend { get; init; } = () => null;

    IReadOnlyDictionary<string, string> IRunTelemetry.Begin(PhaseStart phase)
    {
        Begun.Add(phase);
        return OnBegin(phase);
    }

    void IRunTelemetry.Prepare()
    {
    }

    string? IRunTelemetry.Send(EndedRun run)
    {
        Sent = run;
        return OnSend();
    }
}
