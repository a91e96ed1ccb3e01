using System.Text.Json;
using System.Text.Json.Nodes;

namespace BuildTiming.Journal.Format;

/// <summary>What a newer host of the same format has added to an entry goes on with it through the hands of an older one.</summary>
/// <remarks>
/// This version writes every property that it knows, absent values as null: whatever else stands in a file is somebody else's.
/// </remarks>
internal static class UnknownProperties
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true, NewLine = "\n" };

    /// <summary>The new content, with what only the former one has; the new content as it is where the former is no JSON object.</summary>
    public static byte[] Keep(byte[] former, byte[] content)
    {
        if (!HasUnknown(former, content)) return content;
        JsonObject merged = JsonNode.Parse(content)!.AsObject();
        try
        {
            Add(JsonNode.Parse(former)!.AsObject(), merged);
        }
        catch (ArgumentException)
        {
            // A property stands there twice: nothing of it is anybody's.
            return content;
        }

        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, Indented)) merged.WriteTo(writer);
        return bytes.ToArray();
    }

    // Nearly always there is nothing to keep, and nothing has to be merged.
    private static bool HasUnknown(byte[] former, byte[] content)
    {
        try
        {
            using var before = JsonDocument.Parse(former);
            using var now = JsonDocument.Parse(content);
            return HasUnknown(before.RootElement, now.RootElement);
        }
        catch (JsonException)
        {
            // Garbage.
            return false;
        }
    }

    private static bool HasUnknown(JsonElement former, JsonElement content)
    {
        if (former.ValueKind != JsonValueKind.Object || content.ValueKind != JsonValueKind.Object) return false;
        foreach (JsonProperty property in former.EnumerateObject())
        {
            if (!content.TryGetProperty(property.Name, out JsonElement known) || HasUnknown(property.Value, known)) return true;
        }

        return false;
    }

    private static void Add(JsonObject former, JsonObject merged)
    {
        foreach ((string name, JsonNode? value) in former)
        {
            if (!merged.TryGetPropertyValue(name, out JsonNode? known)) merged[name] = value?.DeepClone();
            else if (value is JsonObject before && known is JsonObject now) Add(before, now);
        }
    }
}
