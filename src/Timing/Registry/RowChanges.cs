using System.Text;
using BuildTiming.Model;
using BuildTiming.Rows;

namespace BuildTiming.Registry;

/// <summary>Rows and their steps as changes of the registry's files.</summary>
internal static class RowChanges
{
    /// <summary>
    /// The rows of each folder, and their steps where there are any, in the order in which the folders come first; those of a folder in
    /// their order.
    /// </summary>
    /// <exception cref="RegistryRefusedException">A folder cannot be one of the registry.</exception>
    public static FileChange[] Of(IEnumerable<FiledRow> rows) => [.. rows.GroupBy(filed => filed.Folder).SelectMany(Append)];

    private static IEnumerable<FileChange> Append(IGrouping<string, FiledRow> rows)
    {
        if (!RegistryPath.IsFolderName(rows.Key))
            throw new RegistryRefusedException($"'{rows.Key}' is not the name of a folder of the registry", rows.Key);
        yield return new AppendLines(
            RegistryPath.Of(rows.Key), Bytes(rows.Select(filed => TimingCsv.FormatLine(filed.Row))), Bytes([TimingCsv.Header]));
        string[] steps = [.. rows.SelectMany(filed => filed.Steps.Select(step => StepCsv.FormatLine(filed.Row, step)))];
        if (steps.Length == 0) yield break;
        yield return new AppendLines(RegistryPath.StepsOf(rows.Key), Bytes(steps), Bytes([StepCsv.Header])) { IsOptional = true };
    }

    private static byte[] Bytes(IEnumerable<string> lines) => Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n")));
}
