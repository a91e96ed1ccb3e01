using BuildTiming.Journal.Unfinished;
using BuildTiming.Model;
using BuildTiming.Phases;

namespace Timing.Tests.Journal;

/// <summary>The logs of killed runs, in which a fixed number of resources is counted.</summary>
internal sealed class CountedLogs(Action? meanwhile = null) : IPhaseLogs
{
    private readonly PhaseLogs _logs = new();

    public ResourceCounts Counts { get; init; }

    public DateTimeOffset? LastWrite(string path) => _logs.LastWrite(path);

    public ResourceCounts Count(string path)
    {
        meanwhile?.Invoke();
        return Counts;
    }

    public void Close(string path, TimingRow row) => _logs.Close(path, row);
}
