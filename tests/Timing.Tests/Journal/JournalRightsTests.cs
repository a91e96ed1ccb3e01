using System.Runtime.Versioning;
using BuildTiming.Journal;
using Tests.Shared.Facts;

namespace Timing.Tests.Journal;

/// <summary>Whoever may write the git directory may write the journal, and nobody else may read it.</summary>
public sealed class JournalRightsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly PhaseJournal _journal;
    private readonly string _log;

    public JournalRightsTests()
    {
        _journal = new PhaseJournal(_folder["git", "build-timings"] + Path.DirectorySeparatorChar);
        Directory.CreateDirectory(_folder["git"]);
        _log = _folder["a.log"];
    }

    public void Dispose() => _folder.Dispose();

    [LinuxFact]
    [UnsupportedOSPlatform("windows")]
    public void Whoever_may_write_the_git_directory_may_write_the_journal()
    {
        const UnixFileMode group = UnixFileMode.GroupRead | UnixFileMode.GroupWrite;
        JournalEntry earlier = _journal.Running(Sample.Start(), _log);
        File.SetUnixFileMode(_folder["git"],
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
            | group | UnixFileMode.GroupExecute);
        var journal = new PhaseJournal(_journal.Folder);

        JournalEntry later = journal.Running(Sample.Start(), _log);
        PublishLock.TryAcquire(journal)?.Dispose();

        Assert.All([FileOf(earlier), FileOf(later), Path.Combine(journal.Folder, "publish.lock")],
            file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | group, File.GetUnixFileMode(file)));
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
            | group | UnixFileMode.GroupExecute | UnixFileMode.SetGroup,
            File.GetUnixFileMode(journal.Folder));
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void Only_the_owner_can_read_a_journal()
    {
        File.SetUnixFileMode(_folder["git"],
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead);
        JournalEntry entry = _journal.Running(Sample.Start(), _log);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(FileOf(entry)));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_journal.Folder));
    }

    private string FileOf(JournalEntry entry) => Path.Combine(_journal.Folder, entry.RunId + ".json");
}
