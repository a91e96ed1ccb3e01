using System.Globalization;

namespace BuildTiming.Processes;

/// <summary>What Linux tells of a process in <c>/proc/[pid]/stat</c> (proc_pid_stat(5)).</summary>
/// <param name="Name">Its program's name, cut to 15 characters.</param>
/// <param name="Parent">Its parent, or the process that adopted it.</param>
/// <param name="Group">Its process group.</param>
/// <param name="Terminal">The device number of its terminal; 0 when it has none.</param>
/// <param name="ForegroundGroup">The group that its terminal's keys reach.</param>
/// <param name="HasEnded">Whether it is a zombie, or about to vanish.</param>
/// <param name="StartTime">Its start in ticks since boot.</param>
internal sealed record ProcessStatus(
    string Name, int Parent, int Group, int Terminal, int ForegroundGroup, bool HasEnded, string StartTime)
{
    private const int UsedFields = 20;

    /// <summary>The status of one process; null when there is no such process, or it may not be read.</summary>
    public static ProcessStatus? Of(int process)
    {
        try
        {
            return Parse(File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/stat")));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Reads <c>id (name) state parent group session terminal foreground-group …</c>; null where that is cut short.</summary>
    /// <remarks>The name may itself hold spaces and parentheses: the fields count from its last one, and the start is field 22.</remarks>
    internal static ProcessStatus? Parse(string stat)
    {
        int open = stat.IndexOf('('), close = stat.LastIndexOf(')');
        if (open < 0 || close < open) return null;
        string[] fields = stat[(close + 1)..].Split(' ', UsedFields + 1, StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length <= UsedFields) return null;
        return new ProcessStatus(
            stat[(open + 1)..close], Number(fields[1]), Number(fields[2]), Number(fields[4]), Number(fields[5]),
            fields[0] is "Z" or "X" or "x", fields[19]);
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
