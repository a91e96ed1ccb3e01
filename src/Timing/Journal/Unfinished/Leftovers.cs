using System.Globalization;
using BuildTiming.Journal.Format;
using BuildTiming.Processes;

namespace BuildTiming.Journal.Unfinished;

/// <summary>What nobody here can judge: nothing of the journal is dropped silently.</summary>
internal static class Leftovers
{
    /// <summary>Everything that is left to others, in both folders of a journal, oldest first.</summary>
    /// <remarks>Not what is no entry: it was set aside when the journal was listed, or is about to be.</remarks>
    /// <param name="journal">The journal.</param>
    public static IReadOnlyList<Leftover> Of(PhaseJournal journal) =>
    [
        .. journal.Places.SelectMany(place => In(place.Folder, _ => { })).Where(left => left.Kind != LeftoverKind.NoEntry)
            .OrderBy(left => left.Since),
    ];

    /// <summary>Everything that is left to others in one folder, and what is no entry.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="take">Gets each entry of this host's format, also one that is left.</param>
    public static IEnumerable<Leftover> In(string folder, Action<JournalEntry> take)
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

        return files.Select(file => Look(file, take)).OfType<Leftover>()
            .Concat(SetAside(Path.Combine(folder, EntryFile.UnreadableFolder)));
    }

    private static Leftover? Look(string file, Action<JournalEntry> take)
    {
        try
        {
            if (EntryFile.Read(file) is not { } entry) return null;
            take(entry);
            return entry.State == EntryState.Running && entry.Owner.State() == ProcessState.Unknown
                ? new Leftover(LeftoverKind.OtherHost, file, entry.Start.Start) { Host = entry.Owner.HostName }
                : null;
        }
        catch (NewerFormatException)
        {
            return new Leftover(LeftoverKind.NewerFormat, file, TimeOf(file));
        }
        catch (FormatException)
        {
            return new Leftover(LeftoverKind.NoEntry, file, TimeOf(file));
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
