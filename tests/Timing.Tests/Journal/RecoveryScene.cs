using BuildTiming.Journal;
using BuildTiming.Journal.Unfinished;

namespace Timing.Tests.Journal;

/// <summary>A journal, the log of a run in it, and recoveries that count seven resources in that log.</summary>
internal sealed class RecoveryScene : IDisposable
{
    public RecoveryScene()
    {
        Journal = new PhaseJournal(Folder["build-timings"]);
        Log = Folder["a.log"];
    }

    public TemporaryFolder Folder { get; } = new();

    public FakeClock Clock { get; } = new();

    public PhaseJournal Journal { get; }

    public string Log { get; }

    public void Dispose() => Folder.Dispose();

    public RecoveryReport Recover() => Recovery().Run();

    public Recovery Recovery() => new(Journal, new CountedLogs { Counts = new(7, 0, 0) }, Clock) { PlatformRoot = Folder.Path };

    public void WriteLog(string content, DateTimeOffset lastWrite)
    {
        File.WriteAllText(Log, content);
        File.SetLastWriteTimeUtc(Log, lastWrite.UtcDateTime);
    }
}
