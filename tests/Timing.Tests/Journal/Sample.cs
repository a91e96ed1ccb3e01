using BuildTiming.Journal;
using BuildTiming.Model;
using BuildTiming.Processes;

namespace Timing.Tests.Journal;

/// <summary>A run that starts at 2026-01-24T14:43:27Z, and what follows it.</summary>
public static class Sample
{
    public static readonly DateTimeOffset Time = new(2026, 1, 24, 14, 43, 27, TimeSpan.Zero);

    internal static readonly Attempt Attempt = new("origin", "refs/heads/governance-registry", [new string('a', 40)], new string('b', 40));

    /// <summary>A process that has this one's number and started at another time.</summary>
    internal static readonly ProcessIdentity Gone = ProcessIdentity.Current with { StartTime = "1" };

    internal static readonly ProcessIdentity Elsewhere = ProcessIdentity.Current with { Host = "another-host" };

    public static PhaseStart Start(string? runId = null) => new()
    {
        RunId = runId ?? RunId.Create(Time),
        Phase = "apply-persistent",
        Env = "dev",
        Folder = "development",
        BuildId = "persistent",
        Start = Time,
        Flags = "REGION=eu-west-2",
        LogPath = "logs/build-timings/apply-persistent-dev-persistent-20260124T144327Z.log",
    };

    /// <summary>A resource whose name wants quotes.</summary>
    internal static Step Resource(int number = 1) => new()
    {
        Kind = StepKind.Resource,
        Name = $"aws_subnet.private[\"a,{number}\"]",
        Action = StepAction.Create,
        Start = Time.AddSeconds(number),
        Duration = TimeSpan.FromMilliseconds(1_234 + number),
        Outcome = StepOutcome.Ok,
    };

    internal static TimingRow Row(this JournalEntry entry, long seconds = 5) =>
        entry.Start.Finish(seconds, 0, new ResourceCounts(1, 2, 3));
}
