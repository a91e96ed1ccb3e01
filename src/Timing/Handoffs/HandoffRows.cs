using BuildTiming.Model;
using BuildTiming.Registry;
using BuildTiming.Rows;

namespace BuildTiming.Handoffs;

/// <summary>The rows in a file of a handoff.</summary>
internal static class HandoffRows
{
    /// <summary>Reads a file that holds the header and rows of the environments that its folder is for, and nothing else.</summary>
    /// <exception cref="FormatException">It holds anything else.</exception>
    public static IEnumerable<FiledRow> Parse(string path, string text, Func<string, string> folderOf)
    {
        string folder = RegistryPath.FolderOf(path) ?? throw new ArgumentException("no file of rows", nameof(path));
        return HandoffLines.Read(path, text, TimingCsv.Header, line =>
        {
            TimingRow row = TimingCsv.ParseRow(line);
            return folderOf(row.Env) == folder
                ? new FiledRow(folder, row)
                : throw new FormatException($"environment '{row.Env}' does not belong into the folder '{folder}'");
        });
    }
}
