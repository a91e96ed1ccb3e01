using BuildTiming.Git;
using BuildTiming.Journal;
using BuildTiming.Registry;

namespace BuildTiming.Sessions;

/// <summary>The repository that a session records into, with its journal and registry: looked for once, when it is needed.</summary>
/// <param name="options">Where it is looked for, in an absolute folder, and how its registry is shared.</param>
internal sealed class RecordingRepository(BuildTimingOptions options)
{
    private readonly Lazy<Discovery> _found = new(() => Find(options.Folder));

    /// <summary>The repository; null where there is none.</summary>
    public GitRepository? Git => _found.Value.Repository;

    /// <summary>Why there is none; null where there is one.</summary>
    public string? Complaint => Git is null ? _found.Value.Complaint : null;

    /// <summary>Its journal.</summary>
    public PhaseJournal? Journal => Git is { } repository ? PhaseJournal.Of(repository.CommonDirectory) : null;

    /// <summary>The folders of the journal that are in use, for a message.</summary>
    public string? JournalFolder => Journal is { } journal
        ? string.Join(" and ", journal.Places.Where(place => place == journal || place.HoldsEntries).Select(place => place.Folder))
        : null;

    /// <summary>The branch of its registry.</summary>
    /// <exception cref="ArgumentException">Git allows no branch or remote of the name that the options give.</exception>
    public RegistryBranch? Branch => Git is { } repository ? new RegistryBranch(repository, options.Branch, options.Remote) : null;

    private static Discovery Find(string folder) => Directory.Exists(folder)
        ? GitRepository.DiscoverAsync(new GitClient(folder)).GetAwaiter().GetResult()
        : new Discovery(null, $"{folder} does not exist");
}
