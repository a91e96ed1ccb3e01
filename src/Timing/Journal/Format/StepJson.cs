using System.Text.Json;
using BuildTiming.Model;

namespace BuildTiming.Journal.Format;

/// <summary>The steps of an entry as JSON.</summary>
internal static class StepJson
{
    /// <summary>Writes the steps as an array, and null where there are none.</summary>
    public static void Write(Utf8JsonWriter writer, string name, IReadOnlyList<Step> steps)
    {
        if (steps.Count == 0)
        {
            writer.WriteNull(name);
            return;
        }

        writer.WriteStartArray(name);
        foreach (Step step in steps)
        {
            writer.WriteStartObject();
            writer.WriteString("kind", step.Kind.ToString());
            writer.WriteString("name", step.Name);
            writer.WriteString("action", step.Action?.ToString());
            writer.WriteString("start", step.Start);
            writer.WriteNumber("milliseconds", step.Duration.Ticks / TimeSpan.TicksPerMillisecond);
            writer.WriteString("outcome", step.Outcome.ToString());
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <summary>Reads what can be read: a step that is none costs itself, and never the row.</summary>
    public static IReadOnlyList<Step> Read(JsonElement entry, string name)
    {
        if (!entry.TryGetProperty(name, out JsonElement steps) || steps.ValueKind != JsonValueKind.Array) return [];
        return [.. steps.EnumerateArray().Select(TryRead).OfType<Step>()];
    }

    private static Step? TryRead(JsonElement step)
    {
        try
        {
            string? action = step.GetProperty("action").GetString();
            return new Step
            {
                Kind = Word<StepKind>(step, "kind"),
                Name = step.GetProperty("name").GetString() ?? StepName.None,
                Action = action is null ? null : Word<StepAction>(step, "action"),
                Start = step.GetProperty("start").GetDateTimeOffset(),
                Duration = TimeSpan.FromMilliseconds(step.GetProperty("milliseconds").GetInt64()),
                Outcome = Word<StepOutcome>(step, "outcome"),
            };
        }
        catch (Exception exception)
            when (exception is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or OverflowException)
        {
            return null;
        }
    }

    private static T Word<T>(JsonElement of, string name) where T : struct, Enum
    {
        string? word = of.GetProperty(name).GetString();
        foreach (T value in Enum.GetValues<T>())
            if (value.ToString() == word) return value;
        throw new FormatException($"'{word}' is no {name}");
    }
}
