namespace Build.Tests.Telemetry;

/// <summary>
/// A span as it came: https://github.com/open-telemetry/opentelemetry-proto/blob/main/opentelemetry/proto/trace/v1/trace.proto.
/// </summary>
internal sealed record SentSpan(string Trace, string Id, string Parent, string Name)
{
    public const int Internal = 1;
    public const int Server = 2;
    public const int Error = 2;

    public required string Scope { get; init; }

    public required string State { get; init; }

    public required int Kind { get; init; }

    public required DateTimeOffset Start { get; init; }

    public required DateTimeOffset End { get; init; }

    public required int Status { get; init; }

    public required IReadOnlyDictionary<string, string> Attributes { get; init; }

    public required IReadOnlyDictionary<string, string> Resource { get; init; }

    /// <summary>The spans of a request.</summary>
    public static SentSpan[] Of(byte[] request) =>
    [
        .. from ofResource in new ProtoMessage(request).Messages(1)
           from ofScope in ofResource.Messages(2)
           from span in ofScope.Messages(2)
           select new SentSpan(span.Hex(1), span.Hex(2), span.Hex(4), span.Text(5))
           {
               Resource = SentAttributes.Of(ofResource.Message(1), 1),
               Scope = ofScope.Message(1).Text(1),
               State = span.Text(3),
               Kind = (int)span.Number(6),
               Start = Time(span.Number(7)),
               End = Time(span.Number(8)),
               Attributes = SentAttributes.Of(span, 9),
               Status = (int)span.Message(15).Number(3),
           },
    ];

    private static DateTimeOffset Time(ulong nanoseconds) => DateTimeOffset.UnixEpoch.AddTicks((long)(nanoseconds / 100));
}
