namespace Build.Tests.Telemetry;

/// <summary>
/// A figure of a histogram as it came:
/// https://github.com/open-telemetry/opentelemetry-proto/blob/main/opentelemetry/proto/metrics/v1/metrics.proto.
/// </summary>
internal sealed record SentHistogram(string Name, string Unit)
{
    public const int Delta = 1;
    public const int Cumulative = 2;

    public required string Scope { get; init; }

    public required int Temporality { get; init; }

    public required ulong Count { get; init; }

    public required double Sum { get; init; }

    public required ulong[] Buckets { get; init; }

    public required double[] Bounds { get; init; }

    public required IReadOnlyDictionary<string, string> Attributes { get; init; }

    public required IReadOnlyDictionary<string, string> Resource { get; init; }

    /// <summary>The figures of a request.</summary>
    public static SentHistogram[] Of(byte[] request) =>
    [
        .. from ofResource in new ProtoMessage(request).Messages(1)
           from ofScope in ofResource.Messages(2)
           from metric in ofScope.Messages(2)
           let histogram = metric.Message(9)
           from point in histogram.Messages(1)
           select new SentHistogram(metric.Text(1), metric.Text(3))
           {
               Resource = SentAttributes.Of(ofResource.Message(1), 1),
               Scope = ofScope.Message(1).Text(1),
               Temporality = (int)histogram.Number(2),
               Count = point.Number(4),
               Sum = point.Double(5),
               Buckets = point.Packed(6),
               Bounds = [.. point.Packed(7).Select(BitConverter.UInt64BitsToDouble)],
               Attributes = SentAttributes.Of(point, 9),
           },
    ];
}
