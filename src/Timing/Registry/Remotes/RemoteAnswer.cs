using BuildTiming.Git;

namespace BuildTiming.Registry.Remotes;

/// <summary>
/// Tells a lost race from a refusal and from an outage, by the status lines of <c>git push --porcelain</c> and, where git got no status, by
/// its messages in the C locale.
/// </summary>
/// <remarks>Status lines: https://git-scm.com/docs/git-push#_output.</remarks>
internal static class RemoteAnswer
{
    /// <summary>Reasons of a rejected ref that mean: another writer moved it in the meantime.</summary>
    private static readonly string[] Races =
    [
        "fetch first", "non-fast-forward", "stale info", "cannot lock ref", "failed to lock", "failed to update ref",
        "reference already exists",
        "incorrect old value", "remote ref updated since checkout", "unable to lock", "File exists", "ref updated concurrently",
        "failed to update the ref", "cannot update the ref", "but expected",
    ];

    /// <summary>Words beside those of a race by which it turns out to be none: the same will be said again.</summary>
    private static readonly string[] Permanent =
    [
        "Permission denied", "Read-only file system", "No space left on device", "Disk quota exceeded", "exists; cannot create",
        "insufficient permission", "refname conflict", "directory/file conflict", "blocking reference",
    ];

    /// <summary>Reasons of a rejected ref that tell nothing about whether it was updated.</summary>
    private static readonly string[] Unclear =
        ["remote failed to report status", "remote failure", "nternal server error", "nternal Server Error", "nternal error", "timeout",
            "timed out"];

    /// <summary>What git says of a ref that it is to delete and that the remote does not have.</summary>
    private static readonly string[] Gone = ["remote ref does not exist"];

    /// <summary>Messages of a connection that will be refused again.</summary>
    private static readonly string[] Denials =
    [
        "Permission denied", "permission denied", "Permission to", "Authentication failed", "could not read Username",
        "could not read Password",
        "terminal prompts disabled", "unable to read askpass response", "Repository not found", "not found",
            "does not appear to be a git repository",
        "access denied", "Access denied", "Access is denied", "The requested URL returned error: 401",
            "The requested URL returned error: 403",
        "Host key verification failed", "dubious ownership", "is not supported", "not allowed", "Invalid username or",
            "invalid credentials",
        "service not enabled", "is not a valid repository name", "SAML SSO",
        "could not be found or you don't have permission", "Unable to find remote helper", "unable to find remote helper",
    ];

    /// <summary>Messages of a local ref that another git process holds at this moment.</summary>
    private static readonly string[] LocalLocks =
        ["cannot lock ref", "File exists", "unable to update local ref", "shallow file has changed"];

    /// <summary>By this git says that it moved a ref of this repository.</summary>
    private const string Committed = "commit: ok";

    /// <summary>By these git says that it did not move a ref of this repository.</summary>
    private static readonly string[] RefusedUpdates = ["cannot lock ref", "cannot update", "Unable to create", "unable to write"];

    /// <summary>What a push brought about for one ref.</summary>
    public static PublishOutcome OfPush(GitResult push, string reference, string commit)
    {
        foreach (string line in push.Output.Split('\n'))
        {
            // "<flag> HT <from>:<to> HT <summary> (<reason>)"
            string[] fields = line.Split('\t');
            if (fields.Length < 3 || !fields[1].EndsWith(":" + reference, StringComparison.Ordinal)) continue;
            return fields[0] switch
            {
                "!" => OfRejection(fields[2], push.Error, Explain(fields[2], push)),
                _ => PublishOutcome.Landed(commit),
            };
        }

        return OfConnection(push);
    }

    /// <summary>
    /// What an update of a ref of this repository brought about. Only git's own word that the ref was moved says so, and only its own word
    /// that it was not is a rejection: a git that was killed may have moved it first.
    /// </summary>
    public static PublishOutcome OfRefUpdate(GitResult update, string name)
    {
        if (update.Succeeded && update.Output.Contains(Committed, StringComparison.Ordinal)) return PublishOutcome.Landed(name);
        bool isSaid = update.ExitCode is 1 or 128 && Mentions(update.Error, RefusedUpdates);
        return isSaid ? OfRejection(update.Error, update.Error, update.Complaint) : Open(update);
    }

    /// <summary>
    /// What a push that happens whole or not at all brought about. Only git's word for each ref says so: an exit code of 0 may be that of a
    /// wrapper, and where the branch has its commit, the rows are there, whatever the remote says of the other refs.
    /// </summary>
    /// <param name="push">How git ended.</param>
    /// <param name="commit">The commit that was pushed; null where refs were only to be removed.</param>
    /// <param name="branch">The full name of the ref that the commit was pushed to.</param>
    /// <param name="removed">The full names of the refs that were to be removed.</param>
    public static PublishOutcome OfAtomicPush(GitResult push, string? commit, string branch, IEnumerable<string> removed)
    {
        string[][] all = Statuses(push);
        HashSet<string> done = [.. all.Where(fields => fields[0] != "!").Select(NameOf)];
        if (commit is null ? push.Succeeded && removed.All(done.Contains) : done.Contains(branch)) return PublishOutcome.Landed(commit);
        string[][] refs = [.. all.Where(fields => fields[0] == "!")];
        string[] rejections = [.. refs.Select(fields => fields[^1])];
        // Of the refs, one is the cause; the others only say that the whole push failed.
        string[][] culprits = [.. refs.Where(fields => !fields[^1].Contains("atomic", StringComparison.Ordinal))];
        string[] causes = [.. culprits.Select(fields => fields[^1])];
        // What is to be deleted is gone: git says so before it sends anything.
        if (rejections.Length == 0 && Mentions(push.Error, Gone))
            return PublishOutcome.LostRace(push.Complaint) with { IsRejection = true };
        if (rejections.Length == 0 || rejections.Any(rejection => Mentions(rejection, Unclear))) return OfConnection(push);
        string reason = Explain(causes.FirstOrDefault() ?? rejections[0], push);
        bool isRace = causes.All(cause => Mentions(cause, Races) && !Mentions(cause, Permanent)) && !Mentions(push.Error, Permanent);
        return (isRace ? PublishOutcome.LostRace(reason) : PublishOutcome.Refused(reason)) with
        {
            IsRejection = true,
            Culprits = [.. culprits.Select(NameOf)],
        };
    }

    /// <summary>The full names of the refs that a push has removed, whatever else became of it.</summary>
    public static IReadOnlySet<string> Removed(GitResult push) =>
        Statuses(push).Where(fields => fields[0] == "-").Select(NameOf).ToHashSet();

    /// <summary>The remote does not take pushes that happen whole or not at all: nothing was sent.</summary>
    public static bool LacksAtomic(GitResult push) =>
        push.ExitCode is 1 or 128 && push.Error.Contains("does not support --atomic", StringComparison.Ordinal);

    /// <summary>What a command that got no answer for its ref ran into.</summary>
    public static PublishOutcome OfConnection(GitResult command)
    {
        if (Mentions(command.Error, LocalLocks) && !Mentions(command.Error, Permanent)) return PublishOutcome.LostRace(command.Complaint);
        if (Mentions(command.Error, Denials) || Mentions(command.Error, Permanent)) return PublishOutcome.Refused(command.Complaint);
        return Open(command);
    }

    /// <summary>Nobody knows what became of it.</summary>
    private static PublishOutcome Open(GitResult command) => PublishOutcome.Unreachable(
        command.Succeeded && command.Error.Length == 0 ? "git did not say what became of it" : command.Complaint);

    /// <summary>The remote answered that it has no such branch.</summary>
    public static bool LacksBranch(GitResult fetch) =>
        fetch.ExitCode is 1 or 128 && fetch.Error.Contains("couldn't find remote ref", StringComparison.Ordinal);

    /// <summary>What git says of each ref: <c>&lt;flag&gt; HT &lt;from&gt;:&lt;to&gt; HT &lt;summary&gt; (&lt;reason&gt;)</c>.</summary>
    private static string[][] Statuses(GitResult push) =>
        [.. push.Output.Split('\n').Select(line => line.Split('\t')).Where(fields => fields.Length > 2)];

    /// <summary>The ref of the remote that a status is about.</summary>
    private static string NameOf(string[] fields) => fields[1][(fields[1].IndexOf(':', StringComparison.Ordinal) + 1)..];

    private static PublishOutcome OfRejection(string status, string error, string explanation)
    {
        if (Mentions(status, Unclear)) return PublishOutcome.Unreachable(explanation);
        bool isRace = Mentions(status, Races) && !Mentions(status, Permanent) && !Mentions(error, Permanent);
        return (isRace ? PublishOutcome.LostRace(explanation) : PublishOutcome.Refused(explanation)) with { IsRejection = true };
    }

    private static bool Mentions(string text, string[] phrases) => phrases.Any(phrase => text.Contains(phrase, StringComparison.Ordinal));

    /// <summary>The status, with what the remote's hook or server said about it.</summary>
    private static string Explain(string status, GitResult push)
    {
        IEnumerable<string> remote = push.Error.Split('\n')
            .Where(line => line.StartsWith("remote: ", StringComparison.Ordinal))
            .Select(line => GitResult.Plain(line["remote: ".Length..]))
            .Where(line => line.Length > 0 && !line.StartsWith("Resolving deltas", StringComparison.Ordinal))
            .Take(4);
        return string.Join("; ", remote.Prepend(GitResult.Plain(status)));
    }
}
