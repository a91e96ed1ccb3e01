using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Faults.Plans;

namespace Faults.Hosts;

/// <summary>The processes of runs, as <c>/proc</c> tells.</summary>
internal static class ProcessTree
{
    /// <summary>Kills a host and, as asked, what it has started.</summary>
    public static void Kill(int host, Victims victims)
    {
        IReadOnlyList<int> others = victims == Victims.Host ? [] : Below(host, onlyGit: victims == Victims.HostAndGit);
        Kill(host);
        foreach (int other in others) Kill(other);
    }

    public static void Kill(int process)
    {
        try
        {
            using var target = Process.GetProcessById(process);
            target.Kill();
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or Win32Exception)
        {
            // It has ended by itself.
        }
    }

    /// <summary>Those alive that have this in their environment, with their command lines.</summary>
    public static IReadOnlyList<(int Process, string Command)> With(string variable) =>
        [.. Ids().Where(id => Read(id, "environ").Split('\0').Contains(variable) && Parent(id) is not null)
            .Select(id => (id, Command(id)))];

    private static List<int> Below(int host, bool onlyGit)
    {
        ILookup<int?, int> children = Ids().ToLookup(Parent);
        List<int> found = [.. children[host].Where(id => !onlyGit || Command(id).Contains("git", StringComparison.Ordinal))];
        for (int i = 0; i < found.Count; i++) found.AddRange(children[found[i]]);
        return [.. found.Where(id => !IsServer(id))];
    }

    /// <summary>The remote's side of a connection: what it has started in turn ends with it, and is not looked for.</summary>
    private static bool IsServer(int id) => Command(id) is { } command
        && (command.Contains("receive-pack", StringComparison.Ordinal) || command.Contains("upload-pack", StringComparison.Ordinal)
            || command.Contains("unpack-objects", StringComparison.Ordinal) || command.Contains("index-pack", StringComparison.Ordinal)
            || command.Contains("/hooks/", StringComparison.Ordinal) || command.Contains("hooks/", StringComparison.Ordinal));

    private static IEnumerable<int> Ids() => Directory.EnumerateDirectories("/proc")
        .Select(folder => int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out int id) ? id : 0)
        .Where(id => id > 0);

    private static string Command(int id) => Read(id, "cmdline").Replace('\0', ' ');

    /// <summary>The parent; null for a process that has ended or is a zombie.</summary>
    private static int? Parent(int id)
    {
        string stat = Read(id, "stat");
        string[] fields = stat[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields is [not ("Z" or "X"), var parent, ..] ? int.Parse(parent, CultureInfo.InvariantCulture) : null;
    }

    private static string Read(int id, string file)
    {
        try
        {
            return File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{id}/{file}"));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
