
namespace BuildTiming.Files;

/// <summary>Replaces a file so that after a crash at any point it holds either its former content or the new one, whole.</summary>
internal static class DurableFile
{
    /// <summary>What the names of files end with that are not in place yet.</summary>
    public const string TemporaryExtension = ".tmp";

    /// <summary>Content first, flushed to disk; then its name; then the folder that holds the name.</summary>
    public static void Write(string path, byte[] content, FileRights rights)
    {
        string folder = Path.GetDirectoryName(path)!;
        CreateFolder(folder, rights);
        string temporary = $"{path}.{Guid.NewGuid().ToString("N")[..8]}{TemporaryExtension}";
        try
        {
            using (FileStream file = CreateNew(temporary, rights))
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

    /// <summary>Creates a folder and those above it that are missing; an existing one is given the rights that it lacks.</summary>
    public static void CreateFolder(string folder, FileRights rights)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
            return;
        }

        if (Directory.Exists(folder))
        {
            rights.Mend(folder);
            return;
        }

        string parent = Path.GetDirectoryName(folder)!;
        if (!Directory.Exists(parent)) CreateFolder(parent, rights);
        rights.Give(Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute));
        SyncFolder(parent);
    }

    /// <summary>Opens a file that nobody else has open while it is, and creates it where it is not there.</summary>
    public static FileStream OpenOrCreate(string path, FileRights rights)
    {
        while (true)
        {
            try
            {
                return Open(path, FileMode.Open);
            }
            catch (FileNotFoundException)
            {
                try
                {
                    return CreateNew(path, rights);
                }
                catch (IOException) when (File.Exists(path))
                {
                    // Somebody else was first.
                }
            }
        }
    }

    private static FileStream CreateNew(string path, FileRights rights)
    {
        FileStream file = Open(path, FileMode.CreateNew);
        try
        {
            if (!OperatingSystem.IsWindows()) rights.Give(file.SafeFileHandle);
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private static FileStream Open(string path, FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (mode == FileMode.CreateNew && !OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
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
