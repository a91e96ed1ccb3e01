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
        string folder = RegistryPath.FolderOf(path) ?? throw new ArgumentException("no file of the registry", nameof(path));
        if (!text.EndsWith('\n')) throw new FormatException($"{path} does not end with a line break");
        string[] lines = text[..^1].Split('\n');
        if (lines[0] != TimingCsv.Header) throw new FormatException($"{path} does not start with the header");
        for (int i = 1; i < lines.Length; i++)
        {
            TimingRow row;
            try
            {
                row = TimingCsv.ParseRow(lines[i]);
            }
            catch (FormatException exception)
            {
                throw new FormatException($"{path}, line {i + 1}: {exception.Message}", exception);
            }

            if (folderOf(row.Env) != folder)
                throw new FormatException($"{path}, line {i + 1}: environment '{row.Env}' does not belong into the folder '{folder}'");
            yield return new FiledRow(folder, row);
        }
    }
}
