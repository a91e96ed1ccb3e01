using System.Security.Cryptography;

namespace BuildTiming.Files;

/// <summary>Replaces a file so that after a crash at any point it holds either its former content or the new one, whole.</summary>
internal static class DurableFile
{
    /// <summary>What the names of files end with that are not in place yet.</summary>
    public const string TemporaryExtension = ".tmp";

    private const UnixFileMode OwnerReadsAndWrites = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Content first, flushed to disk; then its name; then the folder that holds the name.</summary>
    public static void Write(string path, byte[] content)
    {
        string folder = Path.GetDirectoryName(path)!;
        CreateFolder(folder);
        string temporary = $"{path}.{RandomNumberGenerator.GetHexString(8, lowercase: true)}{TemporaryExtension}";
        try
        {
            using (FileStream file = Create(temporary, FileMode.CreateNew))
            {
                file.Write(content);
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            TryDelete(temporary);
            throw;
        }

        SyncFolder(folder);
    }

    /// <summary>Deletes a file for good; one that does not exist is deleted already.</summary>
    public static void Delete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (DirectoryNotFoundException)
        {
            return;
        }

        SyncFolder(Path.GetDirectoryName(path)!);
    }

    /// <summary>Creates a folder that only its owner may enter; an existing one keeps its mode.</summary>
    public static void CreateFolder(string folder)
    {
        if (Directory.Exists(folder)) return;
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
            return;
        }

        Directory.CreateDirectory(folder, OwnerReadsAndWrites | UnixFileMode.UserExecute);
        SyncFolder(Path.GetDirectoryName(folder)!);
    }

    /// <summary>Opens a file that only its owner may read, and nobody else while it is open.</summary>
    public static FileStream Create(string path, FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerReadsAndWrites;
        return new FileStream(path, options);
    }

    private static void SyncFolder(string folder)
    {
        if (!OperatingSystem.IsWindows()) NativeFiles.SyncFolder(folder);
    }

    private static void TryDelete(string file)
    {
        try
        {
            File.Delete(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // What made the write fail is the news; the leftover is cleaned up when it is old.
        }
    }
}
