using Tests.Shared.Facts;
using System.Runtime.Versioning;
using BuildTiming.Publishing;

namespace Timing.Tests.Publishing;

/// <summary>Locks between one user's processes stand where no other user can have put anything.</summary>
[SupportedOSPlatform("linux")]
public sealed class TurnFolderTests : IDisposable
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode Readable = Private | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [LinuxFact]
    public void The_runtime_folder_comes_first() =>
        Assert.Equal(Path.Combine(Folder("runtime", Private), "build-timing"),
            TurnFolder.Find(_folder["runtime"], Folder("cache", Private)));

    [LinuxFact]
    public void A_runtime_folder_that_others_can_look_into_is_no_such_folder() =>
        Assert.Equal(Path.Combine(Folder("cache", Readable), "build-timing"),
            TurnFolder.Find(Folder("runtime", Readable), _folder["cache"]));

    [LinuxFact]
    public void Without_either_there_are_no_locks() => Assert.Null(TurnFolder.Find(null, null));

    [LinuxFact]
    public void A_folder_that_others_may_write_is_not_trusted() =>
        Assert.Null(TurnFolder.Find(null, Folder("cache", Readable | UnixFileMode.OtherWrite)));

    [LinuxFact]
    public void A_folder_of_ours_that_others_may_write_is_not_trusted()
    {
        Folder("cache", Private);
        Folder("cache/build-timing", Private | UnixFileMode.GroupWrite);
        Assert.Null(TurnFolder.Find(null, _folder["cache"]));
    }

    [LinuxFact]
    public void No_link_is_followed()
    {
        Folder("cache", Private);
        Folder("elsewhere", Private);
        File.CreateSymbolicLink(_folder["cache", "build-timing"], _folder["elsewhere"]);
        Assert.Null(TurnFolder.Find(null, _folder["cache"]));
    }

    [LinuxFact]
    public void A_folder_of_another_user_is_not_trusted()
    {
        // Root's, or for root itself the one that the kernel shows to everybody: neither is this test's.
        string another = Environment.IsPrivilegedProcess ? Chowned("another") : "/usr";
        Assert.Null(TurnFolder.Find(another, another));
    }

    private string Folder(string name, UnixFileMode mode)
    {
        Directory.CreateDirectory(_folder[name]);
        // Past the umask.
        File.SetUnixFileMode(_folder[name], mode);
        return _folder[name];
    }

    private string Chowned(string name)
    {
        using var chown = System.Diagnostics.Process.Start("chown", ["65534", Folder(name, Private)]);
        chown.WaitForExit();
        Assert.Equal(0, chown.ExitCode);
        return _folder[name];
    }
}
