using System.Diagnostics;
using System.Globalization;

namespace BuildTiming.Processes;

/// <summary>The processes of this machine: from <c>/proc</c> on Linux, else from <c>ps</c>.</summary>
internal static class ProcessTable
{
    /// <summary>All of them; those that end while the table is read may be missing.</summary>
    /// <exception cref="Exception">The table cannot be read, for example because this process may open no more files.</exception>
    public static IReadOnlyList<ProcessEntry> Read() =>
        OperatingSystem.IsLinux() ? ReadProc() : OperatingSystem.IsWindows() ? [] : ReadPs();

    /// <summary>One of them; null when there is none of that number.</summary>
    public static ProcessEntry? Find(int id) => Read().FirstOrDefault(process => process.Id == id);

    /// <summary>Whether a process ignores a signal, so that it does not stop for it. Known on Linux only, elsewhere false.</summary>
    public static bool Ignores(int process, int signal) => (Mask(process, "SigIgn:") & (1ul << (signal - 1))) != 0;

    /// <summary>Whether any signal waits at a process that has them blocked. Linux only.</summary>
    public static bool HasPending(int process) => Mask(process, "ShdPnd:") != 0;

    /// <summary>
    /// The environment that a process started with, each variable ended by a zero; empty where it may not be read. Linux only.
    /// </summary>
    public static byte[] Environment(int process)
    {
        try
        {
            return File.ReadAllBytes($"/proc/{process}/environ");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>Whether a process is one of those that its terminal's keys reach. Known on Linux only, elsewhere false.</summary>
    public static bool IsInForeground(int process)
    {
        return OperatingSystem.IsLinux()
            && ProcessStatus.Of(process) is { Terminal: not 0 } status && status.Group == status.ForegroundGroup;
    }

    /// <summary>
    /// The name of the file that a process runs, which a link of another name leads to; empty where it may not be read. Linux only.
    /// </summary>
    public static string Program(int process)
    {
        try
        {
            return Path.GetFileName(new FileInfo($"/proc/{process}/exe").LinkTarget) ?? "";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private static List<ProcessEntry> ReadProc()
    {
        var entries = new List<ProcessEntry>();
        foreach (string folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder.AsSpan()), NumberStyles.None, CultureInfo.InvariantCulture, out int id)) continue;
            if (ProcessStatus.Of(id) is { } status)
                entries.Add(new(id, status.Parent, status.Group, status.Name, status.HasEnded, status.StartTime));
        }
        return entries;
    }

    /// <summary>As <c>ps</c> tells it on macOS and the BSDs; procps on Linux understands the same.</summary>
    internal static List<ProcessEntry> ReadPs()
    {
        var start = new ProcessStartInfo("ps", ["-axo", "pid=,ppid=,pgid=,stat=,lstart=,comm="]) { RedirectStandardOutput = true };
        start.Environment["LC_ALL"] = "C";
#pragma warning disable RS0030 // The one place that starts ps.
        using Process ps = Process.Start(start)!;
#pragma warning restore RS0030
        var entries = new List<ProcessEntry>();
        while (ps.StandardOutput.ReadLine() is { } line)
        {
            // The start is five words: `Tue Nov 24 17:05:26 2026`.
            string[] fields = line.Split(' ', 10, StringSplitOptions.RemoveEmptyEntries);
            if (fields.Length < 10 || Number(fields[0]) == ps.Id) continue;
            string name = Path.GetFileName(fields[9].TrimEnd());
            entries.Add(
                new(Number(fields[0]), Number(fields[1]), Number(fields[2]), name, fields[3][0] == 'Z', string.Join(' ', fields[4..9])));
        }

        return entries;
    }

    private static ulong Mask(int process, string name)
    {
        if (!OperatingSystem.IsLinux() || TryReadText($"/proc/{process}/status") is not { } status) return 0;
        int at = status.IndexOf(name, StringComparison.Ordinal);
        if (at < 0) return 0;
        ReadOnlySpan<char> rest = status.AsSpan(at + name.Length).TrimStart();
        return ulong.TryParse(rest[..rest.IndexOf('\n')], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong mask)
            ? mask
            : 0;
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static string? TryReadText(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It has ended meanwhile.
            return null;
        }
    }
}
