using System.Globalization;

namespace Build.Tests.Telemetry;

/// <summary>
/// Reads attributes: https://github.com/open-telemetry/opentelemetry-proto/blob/main/opentelemetry/proto/common/v1/common.proto.
/// </summary>
internal static class SentAttributes
{
    /// <summary>The attributes of a field, as text.</summary>
    public static Dictionary<string, string> Of(ProtoMessage message, int field) =>
        message.Messages(field).ToDictionary(pair => pair.Text(1), pair => Value(pair.Message(2)));

    private static string Value(ProtoMessage value) =>
        value.Has(1) ? value.Text(1)
        : value.Has(2) ? (value.Number(2) == 1 ? "true" : "false")
        : value.Has(3) ? ((long)value.Number(3)).ToString(CultureInfo.InvariantCulture)
        : value.Has(4) ? value.Double(4).ToString(CultureInfo.InvariantCulture)
        : throw new FormatException("an attribute has a type that is not read here");
}
