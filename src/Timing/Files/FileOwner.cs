using System.Runtime.Versioning;

namespace BuildTiming.Files;

/// <summary>Whose a file or a folder is, and who may do what with it.</summary>
/// <param name="User">The owner's number.</param>
/// <param name="Group">The group's number.</param>
/// <param name="Mode">What owner, group and others may do.</param>
/// <param name="IsFolder">It is a folder, and no link to one.</param>
/// <param name="Links">How many names it has.</param>
internal sealed record FileOwner(uint User, uint Group, UnixFileMode Mode, bool IsFolder, uint Links)
{
    private const int PermissionBits = 0xFFF;
    private const int KindBits = 0xF000;
    private const int Folder = 0x4000;

    /// <summary>The one of a path, links not followed; null where it is not there, or where this system cannot be asked.</summary>
    public static FileOwner? Of(string path) => OperatingSystem.IsLinux() ? Read(path) : null;

    /// <summary>It is a folder of this process's own user, in which nobody else can put anything.</summary>
    [UnsupportedOSPlatform("windows")]
    public bool IsFolderOfOurs() =>
        IsFolder && User == NativeFiles.CurrentUser() && (Mode & (UnixFileMode.GroupWrite | UnixFileMode.OtherWrite)) == 0;

    // The layout of struct statx is the same on every machine: https://man7.org/linux/man-pages/man2/statx.2.html
    [SupportedOSPlatform("linux")]
    private static FileOwner? Read(string path)
    {
        Span<byte> status = stackalloc byte[NativeFiles.StatusLength];
        if (!NativeFiles.TryReadStatus(path, status)) return null;
        int mode = BitConverter.ToUInt16(status[28..]);
        return new FileOwner(
            BitConverter.ToUInt32(status[20..]), BitConverter.ToUInt32(status[24..]), (UnixFileMode)(mode & PermissionBits),
            (mode & KindBits) == Folder, BitConverter.ToUInt32(status[16..]));
    }
}
