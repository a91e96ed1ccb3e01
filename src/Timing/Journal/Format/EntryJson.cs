using System.Text.Json;
using BuildTiming.Model;
using BuildTiming.Processes;

namespace BuildTiming.Journal.Format;

/// <summary>An entry as JSON, property by property.</summary>
/// <remarks>
/// A serializer would bring its metadata, whose generic code is compiled anew in each short run: that takes longer than all entries of a
/// deploy. Absent values are written as null, so that a property which is not there is one that the writer did not know.
/// </remarks>
internal static class EntryJson
{
    /// <summary>Writes the entry as an object.</summary>
    public static void Write(Utf8JsonWriter writer, JournalEntry entry)
    {
        writer.WriteStartObject();
        Write(writer, "start", entry.Start);
        Write(writer, "owner", entry.Owner);
        Write(writer, "command", entry.Command);
        writer.WriteString("logFile", entry.LogFile);
        writer.WriteString("state", entry.State.ToString());
        Write(writer, "row", entry.Row);
        StepJson.Write(writer, "steps", entry.Steps);
        Write(writer, "attempt", entry.Attempt);
        writer.WriteEndObject();
    }

    /// <summary>Reads what <see cref="Write(Utf8JsonWriter, JournalEntry)"/> wrote, here or in another version of this host.</summary>
    /// <exception cref="Exception">Something is missing, or is not what it should be.</exception>
    public static JournalEntry Read(JsonElement entry) => new()
    {
        Start = ReadStart(entry.GetProperty("start")),
        Owner = ReadProcess(entry.GetProperty("owner")),
        Command = Optional(entry, "command") is { } command ? ReadProcess(command) : null,
        LogFile = entry.GetProperty("logFile").GetString(),
        State = ReadState(entry.GetProperty("state").GetString()),
        Row = Optional(entry, "row") is { } row ? ReadRow(row) : null,
        Steps = StepJson.Read(entry, "steps"),
        Attempt = Optional(entry, "attempt") is { } attempt ? ReadAttempt(attempt) : null,
    };

    private static void Write(Utf8JsonWriter writer, string name, PhaseStart start)
    {
        writer.WriteStartObject(name);
        writer.WriteString("runId", start.RunId);
        writer.WriteString("phase", start.Phase);
        writer.WriteString("env", start.Env);
        writer.WriteString("folder", start.Folder);
        writer.WriteString("buildId", start.BuildId);
        writer.WriteString("start", start.Start);
        writer.WriteString("flags", start.Flags);
        writer.WriteString("logPath", start.LogPath);
        writer.WriteEndObject();
    }

    private static PhaseStart ReadStart(JsonElement start) => new()
    {
        RunId = Text(start, "runId"),
        Phase = Text(start, "phase"),
        Env = Text(start, "env"),
        Folder = Text(start, "folder"),
        BuildId = Text(start, "buildId"),
        Start = start.GetProperty("start").GetDateTimeOffset(),
        Flags = Text(start, "flags"),
        LogPath = Text(start, "logPath"),
    };

    private static void Write(Utf8JsonWriter writer, string name, ProcessIdentity? process)
    {
        if (process is null)
        {
            writer.WriteNull(name);
            return;
        }

        writer.WriteStartObject(name);
        writer.WriteNumber("pid", process.Pid);
        writer.WriteString("startTime", process.StartTime);
        writer.WriteString("bootId", process.BootId);
        writer.WriteString("host", process.Host);
        writer.WriteString("namespace", process.Namespace);
        writer.WriteEndObject();
    }

    private static ProcessIdentity ReadProcess(JsonElement process) => new()
    {
        Pid = process.GetProperty("pid").GetInt32(),
        StartTime = Text(process, "startTime"),
        BootId = Text(process, "bootId"),
        Host = Text(process, "host"),
        Namespace = Text(process, "namespace"),
    };

    private static void Write(Utf8JsonWriter writer, string name, TimingRow? row)
    {
        if (row is null)
        {
            writer.WriteNull(name);
            return;
        }

        writer.WriteStartObject(name);
        writer.WriteString("start", row.Start);
        writer.WriteNumber("durationSeconds", row.DurationSeconds);
        writer.WriteString("phase", row.Phase);
        writer.WriteString("env", row.Env);
        writer.WriteString("buildId", row.BuildId);
        writer.WriteNumber("exitCode", row.ExitCode);
        writer.WriteString("flags", row.Flags);
        writer.WriteStartObject("resources");
        writer.WriteNumber("added", row.Resources.Added);
        writer.WriteNumber("changed", row.Resources.Changed);
        writer.WriteNumber("destroyed", row.Resources.Destroyed);
        writer.WriteEndObject();
        writer.WriteString("logPath", row.LogPath);
        writer.WriteEndObject();
    }

    private static TimingRow ReadRow(JsonElement row)
    {
        JsonElement resources = row.GetProperty("resources");
        return new TimingRow
        {
            Start = row.GetProperty("start").GetDateTimeOffset(),
            DurationSeconds = row.GetProperty("durationSeconds").GetInt64(),
            Phase = Text(row, "phase"),
            Env = Text(row, "env"),
            BuildId = Text(row, "buildId"),
            ExitCode = row.GetProperty("exitCode").GetInt32(),
            Flags = Text(row, "flags"),
            Resources = new(
                resources.GetProperty("added").GetInt32(), resources.GetProperty("changed").GetInt32(),
                resources.GetProperty("destroyed").GetInt32()),
            LogPath = Text(row, "logPath"),
        };
    }

    private static void Write(Utf8JsonWriter writer, string name, Attempt? attempt)
    {
        if (attempt is null)
        {
            writer.WriteNull(name);
            return;
        }

        writer.WriteStartObject(name);
        writer.WriteString("remote", attempt.Remote);
        writer.WriteString("ref", attempt.Ref);
        writer.WriteStartArray("commits");
        foreach (string commit in attempt.Commits) writer.WriteStringValue(commit);
        writer.WriteEndArray();
        writer.WriteString("base", attempt.Base);
        writer.WriteEndObject();
    }

    private static Attempt ReadAttempt(JsonElement attempt)
    {
        JsonElement commits = attempt.GetProperty("commits");
        string[] names = new string[commits.GetArrayLength()];
        for (int i = 0; i < names.Length; i++) names[i] = Required(commits[i]);
        return new Attempt(attempt.GetProperty("remote").GetString(), Text(attempt, "ref"), names, attempt.GetProperty("base").GetString());
    }

    private static EntryState ReadState(string? name) => name switch
    {
        nameof(EntryState.Running) => EntryState.Running,
        nameof(EntryState.Finished) => EntryState.Finished,
        nameof(EntryState.Attempted) => EntryState.Attempted,
        _ => throw new FormatException($"'{name}' is no state"),
    };

    private static JsonElement? Optional(JsonElement of, string name) =>
        of.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private static string Text(JsonElement of, string name) => Required(of.GetProperty(name));

    private static string Required(JsonElement text) => text.GetString() ?? throw new FormatException("a text is missing");
}
