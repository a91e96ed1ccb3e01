using System.Diagnostics;
using System.Globalization;

namespace BuildTiming.Processes;

/// <summary>The processes of this machine: from <c>/proc</c> on Linux, else from <c>ps</c>.</summary>
internal static class ProcessTable
{
    /// <summary>All of them; those that end while the table is read may be missing.</summary>
    public static IReadOnlyList<ProcessEntry> Read() => OperatingSystem.IsLinux() ? ReadProc() : ReadPs();

    /// <summary>Whether a process ignores a signal, so that it does not stop for it. Known on Linux only, elsewhere false.</summary>
    public static bool Ignores(int process, int signal) => (Mask(process, "SigIgn:") & (1ul << (signal - 1))) != 0;

    /// <summary>Whether any signal waits at a process that has them blocked. Linux only.</summary>
    public static bool HasPending(int process) => Mask(process, "ShdPnd:") != 0;

    /// <summary>The environment that a process started with, each variable ended by a zero; empty where it may not be read. Linux only.</summary>
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

    private static List<ProcessEntry> ReadProc()
    {
        var entries = new List<ProcessEntry>();
        foreach (string folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder.AsSpan()), NumberStyles.None, CultureInfo.InvariantCulture, out int id)) continue;
            if (TryReadText(Path.Combine(folder, "stat")) is { } stat) entries.Add(Parse(id, stat));
        }
        return entries;
    }

    // proc(5): `id (name) state parent group …`, where the name may hold anything, parentheses too.
    private static ProcessEntry Parse(int id, string stat)
    {
        int open = stat.IndexOf('('), close = stat.LastIndexOf(')');
        string[] fields = stat[(close + 2)..].Split(' ', 4);
        return new(id, Number(fields[1]), Number(fields[2]), stat[(open + 1)..close], fields[0] is "Z" or "X");
    }

    private static List<ProcessEntry> ReadPs()
    {
        using var ps = Process.Start(new ProcessStartInfo("ps", ["-axo", "pid=,ppid=,pgid=,stat=,comm="]) { RedirectStandardOutput = true })!;
        var entries = new List<ProcessEntry>();
        while (ps.StandardOutput.ReadLine() is { } line)
        {
            string[] fields = line.Split(' ', 5, StringSplitOptions.RemoveEmptyEntries);
            if (fields.Length == 5 && Number(fields[0]) != ps.Id)
                entries.Add(new(Number(fields[0]), Number(fields[1]), Number(fields[2]), Path.GetFileName(fields[4]), fields[3][0] == 'Z'));
        }
        return entries;
    }

    private static ulong Mask(int process, string name)
    {
        if (!OperatingSystem.IsLinux() || TryReadText($"/proc/{process}/status") is not { } status) return 0;
        int at = status.IndexOf(name, StringComparison.Ordinal);
        if (at < 0) return 0;
        ReadOnlySpan<char> rest = status.AsSpan(at + name.Length).TrimStart();
        return ulong.TryParse(rest[..rest.IndexOf('\n')], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong mask) ? mask : 0;
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
