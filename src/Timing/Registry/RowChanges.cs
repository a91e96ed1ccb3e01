using System.Text;
using BuildTiming.Model;
using BuildTiming.Rows;

namespace BuildTiming.Registry;

/// <summary>Rows as changes of the registry's files.</summary>
internal static class RowChanges
{
    private static readonly byte[] HeaderLine = Encoding.UTF8.GetBytes(TimingCsv.Header + "\n");

    /// <summary>One change a folder, in the order in which the folders come first; rows of a folder in their order.</summary>
    /// <exception cref="RegistryRefusedException">A folder cannot be one of the registry.</exception>
    public static FileChange[] Of(IEnumerable<FiledRow> rows) => [.. rows.GroupBy(filed => filed.Folder).Select(Append)];

    private static AppendLines Append(IGrouping<string, FiledRow> rows)
    {
        if (!RegistryPath.IsFolderName(rows.Key))
            throw new RegistryRefusedException($"'{rows.Key}' is not the name of a folder of the registry", rows.Key);
        byte[] lines = Encoding.UTF8.GetBytes(string.Concat(rows.Select(filed => TimingCsv.FormatLine(filed.Row) + "\n")));
        return new AppendLines(RegistryPath.Of(rows.Key), lines, HeaderLine);
    }
}
