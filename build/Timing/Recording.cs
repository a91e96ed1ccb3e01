using Build.Options;
using BuildTiming.Git;
using BuildTiming.Handoffs;
using BuildTiming.Journal;
using BuildTiming.Publishing;
using BuildTiming.Registry;
using Cake.Core.Diagnostics;

namespace Build.Timing;

/// <summary>Where this run records: the git repository that holds the platform root, if there is one.</summary>
public sealed class Recording(BuildOptions options, TimeProvider clock, ICakeLog log)
{
    private readonly Lazy<(GitRepository? Repository, string Complaint)> _found = new(() => Find(options.PlatformRoot));

    /// <summary>The repository, or null where the platform root is in none.</summary>
    public GitRepository? Repository => _found.Value.Repository;

    /// <summary>Why nothing can be recorded, or null where it can.</summary>
    public string? Complaint => Repository is null ? _found.Value.Complaint : null;

    /// <summary>The journal, or null where nothing can be recorded.</summary>
    public Spool? Spool => Repository is { } repository ? new Spool(Path.Combine(repository.CommonDirectory, "build-timings")) : null;

    /// <summary>The registry branch, or null where nothing can be recorded.</summary>
    public RegistryBranch? Branch => Repository is { } repository
        ? new RegistryBranch(repository, options[KnownOptions.RegistryBranch], options[KnownOptions.RegistryRemote])
        : null;

    /// <summary>Brings rows to the registry; null where nothing can be recorded.</summary>
    public Publisher? Publisher => (Branch, Spool) is ({ } branch, { } spool) ? new Publisher(branch, spool, clock, log.Warn) : null;

    /// <summary>Merges handoffs; null where nothing can be recorded.</summary>
    public HandoffMerge? Handoffs => Branch is { } branch ? new HandoffMerge(branch, clock, options.FolderOf) : null;

    private static (GitRepository?, string) Find(string platformRoot) => Directory.Exists(platformRoot)
        ? GitRepository.DiscoverAsync(new GitClient(platformRoot)).GetAwaiter().GetResult()
        : (null, $"{platformRoot} does not exist");
}
