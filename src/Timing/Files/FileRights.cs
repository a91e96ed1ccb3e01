using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace BuildTiming.Files;

/// <summary>The owner, group and mode of what is created below a folder that several people may share.</summary>
/// <remarks>
/// Whoever may write the folder may also read and write what is created for it, and nobody else: git's own <c>core.sharedRepository</c>
/// comes to the same, since it is the git folder's mode that it sets. Made by root, it belongs to the folder's owner: root needs no rights,
/// and one run as root must not lock out the one whose folder it is. Where the system cannot be asked: the owner alone.
/// </remarks>
internal sealed class FileRights
{
    private const UnixFileMode OwnerReadsAndWrites = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerOnly = OwnerReadsAndWrites | UnixFileMode.UserExecute;
    private const uint Unchanged = uint.MaxValue;

    private readonly uint _user = Unchanged;
    private readonly uint _group = Unchanged;

    private FileRights(FileOwner? folder)
    {
        if (folder is null || OperatingSystem.IsWindows()) return;
        if (folder.Mode.HasFlag(UnixFileMode.GroupWrite)) File |= UnixFileMode.GroupRead | UnixFileMode.GroupWrite;
        if (folder.Mode.HasFlag(UnixFileMode.OtherWrite)) File |= UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
        if (File.HasFlag(UnixFileMode.GroupWrite))
        {
            // What others create in there later is the group's as well.
            Folder |= UnixFileMode.GroupExecute | UnixFileMode.SetGroup;
            _group = folder.Group;
        }

        if (File.HasFlag(UnixFileMode.OtherWrite)) Folder |= UnixFileMode.OtherExecute;
        Folder |= File;
        if (NativeFiles.CurrentUser() == 0) (_user, _group) = (folder.User, folder.Group);
    }

    /// <summary>The owner alone.</summary>
    public static FileRights Private { get; } = new(null);

    /// <summary>The mode of files.</summary>
    public UnixFileMode File { get; } = OwnerReadsAndWrites;

    /// <summary>The mode of folders.</summary>
    public UnixFileMode Folder { get; } = OwnerOnly;

    private bool ChangesOwner => (_user, _group) != (Unchanged, Unchanged);

    /// <summary>The rights of what is created below a folder, which need not exist: the nearest one above it that does decides.</summary>
    public static FileRights Below(string folder)
    {
        for (string? path = folder; path is not null; path = Path.GetDirectoryName(path))
        {
            if (FileOwner.Of(path) is { } owner) return new FileRights(owner);
        }

        return Private;
    }

    /// <summary>Gives a file that has just been created its rights.</summary>
    [UnsupportedOSPlatform("windows")]
    public void Give(SafeFileHandle file)
    {
        // Where the system does not let us, the file stays as it is: better than none.
        if (ChangesOwner) NativeFiles.ChangeOwner(file, _user, _group);
        if (File != OwnerReadsAndWrites) System.IO.File.SetUnixFileMode(file, File);
    }

    /// <summary>Gives a folder that has just been created its rights.</summary>
    [UnsupportedOSPlatform("windows")]
    public void Give(DirectoryInfo folder)
    {
        if (ChangesOwner) NativeFiles.ChangeOwner(folder.FullName, _user, _group);
        if (Folder != OwnerOnly) folder.UnixFileMode = Folder;
    }

    /// <summary>
    /// Gives a folder of an earlier time, and all that is in it, the rights that it lacks: an older version, or root, has left it so.
    /// </summary>
    [UnsupportedOSPlatform("windows")]
    public void Mend(string folder)
    {
        if (FileOwner.Of(folder) is not { IsFolder: true } found || IsAsItShouldBe(found)) return;
        try
        {
            Give(new DirectoryInfo(folder));
            foreach (FileSystemInfo inner in new DirectoryInfo(folder).EnumerateFileSystemInfos().Where(inner => inner.LinkTarget is null))
            {
                if (inner is DirectoryInfo) Mend(inner.FullName);
                else Mend(inner);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Whoever may write to it will; who may not says so then.
        }
    }

    [UnsupportedOSPlatform("windows")]
    private void Mend(FileSystemInfo file)
    {
        try
        {
            if (ChangesOwner) NativeFiles.ChangeOwner(file.FullName, _user, _group);
            if (File != OwnerReadsAndWrites) file.UnixFileMode = File;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Gone meanwhile, or another user's.
        }
    }

    /// <summary>It is right, or somebody else's to put right.</summary>
    [UnsupportedOSPlatform("windows")]
    private bool IsAsItShouldBe(FileOwner found)
    {
        uint ours = NativeFiles.CurrentUser();
        if (ours != 0 && found.User != ours) return true;
        return (found.Mode & Folder) == Folder && (_user == Unchanged || found.User == _user)
            && (_group == Unchanged || found.Group == _group);
    }
}
