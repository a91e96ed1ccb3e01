using System.Globalization;
using BuildTiming.Journal.Format;
using BuildTiming.Processes;

namespace BuildTiming.Journal.Unfinished;

/// <summary>What nobody here can judge: nothing of the journal is dropped silently.</summary>
internal static class Leftovers
{
    /// <summary>Everything that is left to others, in both folders of a journal, oldest first.</summary>
    /// <param name="journal">The journal.</param>
    public static IReadOnlyList<Leftover> Of(PhaseJournal journal) =>
        [.. journal.Places.SelectMany(place => In(place.Folder)).OrderBy(left => left.Since)];

    private static IEnumerable<Leftover> In(string folder)
    {
        IEnumerable<string> files;
        try
        {
            files = new EntryFolder(folder).Files();
        }
        catch (Exception exception) when (EntryFolder.IsOfDisk(exception))
        {
            return [new Leftover(LeftoverKind.NotReadable, folder, TimeOf(folder))];
        }

        return files.Select(Look).OfType<Leftover>().Concat(SetAside(Path.Combine(folder, EntryFile.UnreadableFolder)));
    }

    private static Leftover? Look(string file)
    {
        try
        {
            return EntryFile.Read(file) is { State: EntryState.Running } entry && entry.Owner.State() == ProcessState.Unknown
                ? new Leftover(LeftoverKind.OtherHost, file, entry.Start.Start) { Host = entry.Owner.HostName }
                : null;
        }
        catch (NewerFormatException)
        {
            return new Leftover(LeftoverKind.NewerFormat, file, TimeOf(file));
        }
        catch (FormatException)
        {
            // Set aside when the journal was listed, or about to be.
            return null;
        }
        catch (Exception exception) when (EntryFolder.IsOfDisk(exception))
        {
            return new Leftover(LeftoverKind.NotReadable, file, TimeOf(file));
        }
    }

    private static IEnumerable<Leftover> SetAside(string folder)
    {
        try
        {
            return Directory.Exists(folder)
                ? Directory.GetFileSystemEntries(folder).Select(file => new Leftover(LeftoverKind.SetAside, file, TimeOf(file)))
                : [];
        }
        catch (Exception exception) when (EntryFolder.IsOfDisk(exception))
        {
            return [new Leftover(LeftoverKind.NotReadable, folder, TimeOf(folder))];
        }
    }

    private static DateTimeOffset TimeOf(string path)
    {
        const string format = "yyyyMMdd'T'HHmmss'Z'";
        string name = Path.GetFileName(path).Split('-', '.')[0];
        return DateTimeOffset.TryParseExact(name, format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal,
            out DateTimeOffset start)
            ? start
            : new DateTimeOffset(File.GetLastWriteTimeUtc(path));
    }
}
