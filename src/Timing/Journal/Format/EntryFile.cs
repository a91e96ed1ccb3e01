using BuildTiming.Files;
using BuildTiming.Model;

namespace BuildTiming.Journal.Format;

/// <summary>Reads the file of one entry, and trusts nothing about it.</summary>
internal static class EntryFile
{
    /// <summary>What the names of entries end with.</summary>
    public const string Extension = ".json";

    /// <summary>Where files are moved that are no entries.</summary>
    public const string UnreadableFolder = "unreadable";

    /// <summary>The entry; null when the file is not there, which it need not be by the time that it is read.</summary>
    /// <exception cref="NewerFormatException">It is a newer host's.</exception>
    /// <exception cref="FormatException">It is no entry and never will be.</exception>
    /// <exception cref="IOException">It cannot be read now.</exception>
    public static JournalEntry? Read(string path)
    {
        if (ReadBytes(path) is not { } bytes) return null;
        string runId = Path.GetFileNameWithoutExtension(path);
        return RunId.IsValid(runId) ? JournalFormat.Decode(bytes, runId) : throw new FormatException("its name is no run id");
    }

    /// <summary>The content of an entry that need not be one of this format's; null when the file is not there.</summary>
    /// <exception cref="NewerFormatException">It is a newer host's.</exception>
    /// <exception cref="FormatException">It is no entry and never will be.</exception>
    /// <exception cref="IOException">It cannot be read now.</exception>
    public static byte[]? ReadBytes(string path)
    {
        try
        {
            FileAttributes attributes = File.GetAttributes(path);
            if (attributes.HasFlag(FileAttributes.ReparsePoint)) throw new FormatException("it is a link");
            if (attributes.HasFlag(FileAttributes.Directory)) throw new FormatException("it is a folder");

            // A pipe has no length either, and opening one would wait for its writer.
            long length = new FileInfo(path).Length;
            if (length == 0) throw new FormatException("it is empty");

            byte[] bytes = ReadBeginning(path);
            // First of all: neither the name nor the length of a newer host's entry is ours to judge.
            JournalFormat.RequireVersion(bytes);
            return length <= JournalFormat.MaxBytes ? bytes : throw new FormatException($"it holds {length} bytes");
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Moves a file out of the way, never over an earlier one, and says where it is.</summary>
    public static string SetAside(string path, FileRights rights)
    {
        string folder = Path.Combine(Path.GetDirectoryName(path)!, UnreadableFolder);
        DurableFile.CreateFolder(folder, rights);
        string target = Path.Combine(folder, Path.GetFileName(path));
        for (int number = 2; Path.Exists(target) || new FileInfo(target).LinkTarget is not null; number++)
            target = Path.Combine(folder, $"{Path.GetFileName(path)}.{number}");

        // Both rename; each refuses the other's kind. A link counts as the kind that it points to, and is itself what moves.
        if (Directory.Exists(path)) Directory.Move(path, target);
        else File.Move(path, target, overwrite: false);
        return target;
    }

    private static byte[] ReadBeginning(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        byte[] bytes = new byte[Math.Min(file.Length, JournalFormat.MaxBytes)];
        return bytes[..file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)];
    }
}
