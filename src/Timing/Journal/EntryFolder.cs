using BuildTiming.Files;
using BuildTiming.Journal.Format;
using BuildTiming.Journal.Unfinished;

namespace BuildTiming.Journal;

/// <summary>One folder of entries: how they are listed, replaced and deleted, whatever they say.</summary>
/// <param name="path">The folder, an absolute path; it need not exist.</param>
internal sealed class EntryFolder(string path)
{
    private readonly HashSet<string> _deleted = [];

    /// <summary>The folder, without a separator at its end.</summary>
    public string Path { get; } = System.IO.Path.TrimEndingDirectorySeparator(path);

    /// <summary>Whoever may write what is around the folder may write the entries.</summary>
    public FileRights Rights => field ??= FileRights.Below(System.IO.Path.GetDirectoryName(Path)!);

    /// <summary>What is wrong with a disk or with rights, and may be right again later.</summary>
    public static bool IsOfDisk(Exception exception) => exception is IOException or UnauthorizedAccessException;

    /// <summary>A transition that an entry cannot make.</summary>
    public static InvalidOperationException Refusal(string runId, string reason) => new($"The run {runId} {reason}.");

    /// <summary>The files that may be entries, sorted by run id.</summary>
    /// <exception cref="IOException">The folder itself cannot be read.</exception>
    public IEnumerable<string> Files()
    {
        if (!Directory.Exists(Path)) return [];
        string[] files = Directory.GetFileSystemEntries(Path, $"*{EntryFile.Extension}");
        Array.Sort(files, StringComparer.Ordinal);
        return files;
    }

    /// <summary>The entry of a file; what is none is set aside.</summary>
    /// <remarks>
    /// A newer host's entries are left to it, and those that this user may not read to whoever may: <see cref="Leftovers"/> names them.
    /// </remarks>
    public JournalEntry? ReadOrSetAside(string file, Action<string> warn)
    {
        string name = System.IO.Path.GetFileName(file);
        try
        {
            return EntryFile.Read(file);
        }
        catch (Exception exception) when (exception is NewerFormatException || IsOfDisk(exception))
        {
        }
        catch (FormatException unreadable)
        {
            try
            {
                warn($"The journal entry {name} cannot be read ({unreadable.Message}); it is kept as {EntryFile.SetAside(file, Rights)}");
            }
            catch (Exception exception) when (IsOfDisk(exception))
            {
                // Another process may have moved it first; then there is no news.
                if (System.IO.Path.Exists(file))
                    warn($"The journal entry {name} cannot be read ({unreadable.Message}) nor moved: {exception.Message}");
            }
        }

        return null;
    }

    /// <summary>Something stands there under the run's name.</summary>
    public bool Has(string runId) => System.IO.Path.Exists(FileOf(runId));

    /// <summary>The entry as it stands on disk now; null when there is none that is one.</summary>
    /// <exception cref="IOException">It cannot be read now.</exception>
    public JournalEntry? Find(string runId)
    {
        try
        {
            return EntryFile.Read(FileOf(runId));
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>Replaces an entry, or creates it.</summary>
    /// <exception cref="InvalidOperationException">It was deleted by this process, or is a newer host's by now.</exception>
    public JournalEntry Write(JournalEntry entry)
    {
        lock (_deleted)
        {
            if (_deleted.Contains(entry.RunId)) throw Refusal(entry.RunId, "was deleted");
        }

        DurableFile.Write(FileOf(entry.RunId), JournalFormat.Encode(entry, Former(entry.RunId)), Rights);
        return entry;
    }

    /// <summary>Deletes an entry for good: this process will not write it again.</summary>
    public void Delete(string runId)
    {
        lock (_deleted) _deleted.Add(runId);
        Remove(runId);
    }

    /// <summary>Removes an entry from here, for now.</summary>
    public void Remove(string runId) => DurableFile.Delete(FileOf(runId));

    /// <summary>Removes an entry that stands in the other folder by now: a full disk lets files be deleted. It may stay in both.</summary>
    public void TryRemove(string runId)
    {
        try
        {
            Remove(runId);
        }
        catch (Exception exception) when (IsOfDisk(exception))
        {
        }
    }

    /// <summary>What stands in the entry's file, for what this version does not know of it.</summary>
    private byte[]? Former(string runId)
    {
        try
        {
            return EntryFile.ReadBytes(FileOf(runId));
        }
        catch (NewerFormatException newer)
        {
            throw Refusal(runId, $"is another host's by now: {newer.Message}");
        }
        catch (Exception exception) when (exception is FormatException || IsOfDisk(exception))
        {
            return null;
        }
    }

    private string FileOf(string runId) => System.IO.Path.Combine(Path, runId + EntryFile.Extension);
}
