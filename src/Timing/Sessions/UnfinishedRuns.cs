using BuildTiming.Journal.Unfinished;
using BuildTiming.Phases;

namespace BuildTiming.Sessions;

/// <summary>What killed programs have left in the journal of a repository; nothing where there is none.</summary>
internal sealed class UnfinishedRuns(RecordingRepository repository, BuildTimingOptions options)
{
    private Recovery? Recovery => repository.Journal is { } journal
        ? new Recovery(journal, new PhaseLogs(), options.Clock) { PlatformRoot = options.Folder }
        : null;

    /// <inheritdoc cref="BuildTimingSession.Recover"/>
    public RecoveredRuns? Recover(bool isFinal) => Summary(Recovery?.Run(isFinal));

    /// <inheritdoc cref="BuildTimingSession.Adopt"/>
    public RecoveredRuns? Adopt(string host) => Summary(Recovery?.Adopt(host));

    /// <inheritdoc cref="BuildTimingSession.FindLeftovers"/>
    public IReadOnlyList<string> FindLeftovers(Func<string, string>? adoptCommand, string? publishCommand) =>
        new LeftoverMessages(options.Clock.GetUtcNow(), adoptCommand, publishCommand).Of(FindAll());

    /// <inheritdoc cref="BuildTimingSession.UnfinishedHosts"/>
    public IReadOnlyList<string> Hosts() =>
        [.. FindAll().Select(left => left.Host).OfType<string>().Distinct().Order(StringComparer.Ordinal)];

    /// <inheritdoc cref="BuildTimingSession.SettleAsync"/>
    public async Task SettleAsync(TimeSpan bound, Action<string> say, CancellationToken stop)
    {
        if (repository.Journal is { } journal) await new Settlement(journal, options.Clock).WaitAsync(bound, say, stop);
    }

    private IReadOnlyList<Leftover> FindAll() => repository.Journal is { } journal ? Leftovers.Of(journal) : [];

    private static RecoveredRuns? Summary(RecoveryReport? report) => report is null
        ? null
        : new([.. report.Recovered.Select(entry => entry.Row!)], [.. report.AtWork.Select(entry => entry.Start)], report.Warnings);
}
