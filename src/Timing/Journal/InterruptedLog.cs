using System.Globalization;
using System.Text;
using BuildTiming.Model;

namespace BuildTiming.Journal;

/// <summary>The log of a run whose process ended before it could close the log.</summary>
internal static class InterruptedLog
{
    /// <summary>The second in which the log was last written to; null when there is none.</summary>
    public static DateTimeOffset? LastWrite(string path)
    {
        var file = new FileInfo(path);
        return file.Exists ? DateTimeOffset.FromUnixTimeSeconds(new DateTimeOffset(file.LastWriteTimeUtc).ToUnixTimeSeconds()) : null;
    }

    /// <summary>Ends the log with the line that a run which ended by itself leaves, on a line of its own.</summary>
    public static void Close(string path, TimingRow row)
    {
        using var log = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        string footer = string.Create(CultureInfo.InvariantCulture,
            $"# {row.Phase} {row.Env} {row.BuildId} finished {Utc.Format(row.End)} exit_code={row.ExitCode} "
            + $"duration_seconds={row.DurationSeconds}\n");
        log.Write(Encoding.UTF8.GetBytes(EndsInsideALine(log) ? "\n" + footer : footer));
    }

    private static bool EndsInsideALine(FileStream log)
    {
        if (log.Length == 0) return false;
        log.Seek(-1, SeekOrigin.End);
        return log.ReadByte() != '\n';
    }
}
