using BuildTiming.Git;
using BuildTiming.Journal;
using BuildTiming.Model;
using BuildTiming.Publishing;
using BuildTiming.Registry;
using BuildTiming.Rows;
using Timing.Tests.Journal;

namespace Timing.Tests.Git;

/// <summary>A repository whose finished phase runs are published.</summary>
public sealed class TestRepository(GitSandbox sandbox, string folder)
{
    /// <summary>A bound for what must not hang, however busy the machine; no test waits for it.</summary>
    public static readonly TimeSpan Budget = TimeSpan.FromMinutes(5);

    private static int _runs;

    private readonly Lazy<GitRepository> _repository = new(() =>
        GitRepository.DiscoverAsync(new GitClient(folder, sandbox.Environment)).GetAwaiter().GetResult().Repository!);

    public string Folder => folder;

    internal GitRepository Repository => _repository.Value;

    internal PhaseJournal PhaseJournal => field ??= new PhaseJournal(Path.Combine(Repository.CommonDirectory, "build-timings"));

    internal RegistryBranch Branch => new(Repository, GitSandbox.Branch, "origin");

    public List<string> Warnings { get; } = [];

    internal IReadOnlyList<JournalEntry> Journal => new PhaseJournal(PhaseJournal.Folder).Entries(Assert.Fail);

    public string Git(params string[] arguments) => sandbox.Git(folder, arguments);

    /// <summary>A phase run that has ended.</summary>
    internal JournalEntry Finish(
        long seconds = 5, string phase = "apply-persistent", string environment = "development", params Step[] steps)
    {
        // In the order in which they end, whatever repository they are of.
        string runId = $"20260124T144327Z-{Interlocked.Increment(ref _runs):x16}";
        PhaseStart start =
            Sample.Start(runId) with { Phase = phase, Folder = environment, Env = environment == "development" ? "dev" : environment };
        JournalEntry entry = PhaseJournal.Running(start, logFile: null);
        return PhaseJournal.Finished(entry, entry.Row(seconds), steps);
    }

    /// <summary>Publishes as a process of its own would: nothing is remembered from an earlier call.</summary>
    public Task<Publication> PublishAsync(
        PublishPolicy policy,
        TimeSpan? budget = null,
        CancellationToken cancellation = default,
        TimeProvider? clock = null,
        Func<string, string>? folderOf = null) =>
        new Publisher(Branch, new PhaseJournal(PhaseJournal.Folder), clock ?? TimeProvider.System, Warnings.Add)
        {
            FolderOf = folderOf ?? RegistryPath.FolderOfEnvironment,
        }
        .PublishAsync(policy, budget ?? Budget, cancellation);

    /// <summary>Publishes, and expects that nothing is left to publish.</summary>
    public async Task LandAsync(PublishPolicy policy = PublishPolicy.Direct)
    {
        Publication publication = await PublishAsync(policy);
        Assert.Equal("", publication.Reason);
        Assert.Empty(Journal);
    }

    /// <summary>Publishes rows, and puts the journal back to where it was before the answer came.</summary>
    internal async Task LandUnansweredAsync(PublishPolicy policy, params JournalEntry[] entries)
    {
        bool isDirect = policy == PublishPolicy.Direct;
        string? start = isDirect ? sandbox.Git(sandbox.Remote, "rev-parse", GitSandbox.Branch).Trim() : null;
        Publication publication = await PublishAsync(policy);
        var journal = new PhaseJournal(PhaseJournal.Folder);
        string reference = isDirect ? Branch.Ref : "refs/heads/timing-handoff/" + entries[0].RunId;
        foreach (JournalEntry entry in entries)
        {
            JournalEntry killed = journal.Finished(journal.Running(entry.Start, logFile: null), entry.Row!);
            journal.Attempted(killed, new Attempt("origin", reference, [publication.Revision!], start));
        }
    }

    /// <summary>The lines of the registry's file on the local branch.</summary>
    public string[] LocalLines() => Git("show", $"{GitSandbox.Branch}:{GitSandbox.Csv}").Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>
    /// All that recording must leave alone: everything but the registry branch itself, here and as last seen on the remote.
    /// </summary>
    public string State()
    {
        string own = Git("rev-parse", "--absolute-git-dir").Trim();
        IEnumerable<string> refs = Git("for-each-ref", "--format=%(refname) %(objectname)").Split('\n')
            .Where(line => !line.Contains("/" + GitSandbox.Branch + " "));
        string index = Path.Combine(own, "index");
        return string.Join('\n',
            File.ReadAllText(Path.Combine(own, "HEAD")),
            File.Exists(index) ? Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(index))) : "no index",
            string.Join('\n', refs),
            Git("--no-optional-locks", "status", "--porcelain=v2", "--untracked-files=all", "--ignored"),
            Git("stash", "list"),
            File.Exists(Path.Combine(own, "logs", "HEAD")) ? File.ReadAllText(Path.Combine(own, "logs", "HEAD")) : "",
            string.Join('\n', Directory.GetFiles(own).Select(Path.GetFileName).Order(StringComparer.Ordinal)),
            string.Join('\n', Directory.GetFiles(folder, "*", SearchOption.AllDirectories)
                .Where(file => !file.StartsWith(Path.Combine(folder, ".git"), StringComparison.Ordinal)).Order(StringComparer.Ordinal)
                .Select(file => file + " " + File.ReadAllText(file))));
    }

    /// <summary>Locks and unfinished files that an ended git has left behind.</summary>
    public string[] Leftovers() =>
        [.. Directory.GetFiles(Repository.CommonDirectory, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Repository.CommonDirectory, file))
            .Where(file => (file.EndsWith(".lock", StringComparison.Ordinal) && !file.StartsWith("build-timings", StringComparison.Ordinal))
                || file.StartsWith("fast_import_crash", StringComparison.Ordinal))];

    /// <summary>The row's line in the registry.</summary>
    internal static string LineOf(JournalEntry entry) => TimingCsv.FormatLine(entry.Row!);

    /// <summary>The lines of the steps of runs in the registry, behind the header.</summary>
    internal static string StepFileOf(params JournalEntry[] entries) => string.Concat(
        entries.SelectMany(entry => entry.Steps.Select(step => StepCsv.FormatLine(entry.Row!, step))).Prepend(StepCsv.Header)
            .Select(line => line + "\n"));
}
