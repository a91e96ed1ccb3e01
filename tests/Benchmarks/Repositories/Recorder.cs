using BuildTiming.Git;
using BuildTiming.Journal;
using BuildTiming.Model;
using BuildTiming.Publishing;
using BuildTiming.Registry;

namespace Benchmarks.Repositories;

/// <summary>Records a phase in one clone, as a run of the host does.</summary>
internal sealed class Recorder(RegistryBranch branch, PhaseJournal journal)
{
    private static readonly TimeProvider Clock = TimeProvider.System;

    public static async Task<Recorder> OpenAsync(string clone)
    {
        (GitRepository? repository, string complaint) = await GitRepository.DiscoverAsync(new GitClient(clone));
        if (repository is null) throw new InvalidOperationException(complaint);
        return new Recorder(
            new RegistryBranch(repository, Registry.Branch, "origin"),
            new PhaseJournal(Path.Combine(repository.CommonDirectory, "build-timings")));
    }

    /// <summary>The row has left this machine: it is on the branch, or on the remote as a handoff.</summary>
    public bool IsEmpty => !journal.HoldsEntries;

    /// <summary>A finished phase, in the journal.</summary>
    public void Finish() => Finish(journal);

    /// <summary>Takes a phase through a journal up to its end.</summary>
    public static JournalEntry Finish(PhaseJournal journal)
    {
        DateTimeOffset now = Utc.Now(Clock);
        var start = new PhaseStart
        {
            RunId = RunId.Create(now),
            Phase = "apply-persistent",
            Env = "dev",
            Folder = "development",
            BuildId = "persistent",
            Start = now,
            Flags = "ENV_NAME=dev",
            LogPath = "logs/build-timings/apply-persistent-dev-persistent-20260124T144327Z.log",
        };
        return journal.Finished(journal.Running(start, null), start.Finish(60, 0, new ResourceCounts(1, 0, 0)));
    }

    /// <summary>Publishes what is finished; whatever does not get to where the policy brings it is an error here.</summary>
    public async Task PublishAsync(PublishPolicy policy)
    {
        // Handed-off rows wait here for ever, and the writer is warned: this remote has nothing that merges them.
        bool isHandoff = policy == PublishPolicy.Handoff;
        Action<string> warn = isHandoff ? _ => { } : warning => throw new InvalidOperationException(warning);
        Publication publication = await new Publisher(branch, journal, Clock, warn)
            .PublishAsync(policy, TimeSpan.FromMinutes(20), CancellationToken.None);
        if (!publication.IsComplete || publication.Published.Count == 0 || (publication.Waiting.Count > 0 && !isHandoff))
            throw new InvalidOperationException($"not published: {publication.Reason}{publication.WaitingReason}");
    }
}
