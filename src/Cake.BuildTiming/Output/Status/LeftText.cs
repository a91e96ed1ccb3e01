using BuildTiming.Journal.Unfinished;

namespace Cake.BuildTiming.Output.Status;

/// <summary>Names what stands in a journal and cannot be read here: a path a line.</summary>
/// <param name="now">The time.</param>
/// <param name="paragraph">Makes lines.</param>
internal sealed class LeftText(DateTimeOffset now, Paragraph paragraph)
{
    private const int Shown = 3;

    /// <summary>The lines; none where all can be read.</summary>
    public IEnumerable<string> Lines(IEnumerable<Leftover> left) => left.GroupBy(file => file.Kind).SelectMany(kind => Lines([.. kind]));

    private IEnumerable<string> Lines(Leftover[] files)
    {
        string age = Figures.Age(now - files[0].Since);
        string head = files.Length == 1 ? $"1 file ({age} old)" : $"{files.Length} files (the oldest {age} old)";
        foreach (string line in paragraph.OfText(0, $"In the journal {head} {What(files[0].Kind)}:")) yield return line;
        foreach (Leftover file in files.Take(Shown)) yield return "    " + file.Path;
        if (files.Length > Shown) yield return $"    and {files.Length - Shown} more";
    }

    private static string What(LeftoverKind kind) => kind switch
    {
        LeftoverKind.NewerFormat => "of a newer version of this host, which publishes what is in there",
        LeftoverKind.NotReadable => "that this user may not read",
        LeftoverKind.NoEntry => "that can be no entry; the next run sets it aside",
        _ => "that could be no entry and was set aside; each may stand for a run",
    };
}
