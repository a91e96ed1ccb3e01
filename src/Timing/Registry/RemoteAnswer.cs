using BuildTiming.Git;

namespace BuildTiming.Registry;

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
        "fetch first", "non-fast-forward", "stale info", "cannot lock ref", "failed to lock", "failed to update ref", "reference already exists",
        "incorrect old value", "remote ref updated since checkout", "unable to lock", "Unable to create", "ref updated concurrently",
        "failed to update the ref", "cannot update the ref",
    ];

    /// <summary>Reasons of a rejected ref that tell nothing about whether it was updated.</summary>
    private static readonly string[] Unclear = ["remote failed to report status", "remote failure"];

    /// <summary>Messages of a connection that will be refused again.</summary>
    private static readonly string[] Denials =
    [
        "Permission denied", "permission denied", "Permission to", "Authentication failed", "could not read Username", "could not read Password",
        "terminal prompts disabled", "unable to read askpass response", "Repository not found", "not found", "does not appear to be a git repository",
        "access denied", "Access denied", "Access is denied", "The requested URL returned error: 401", "The requested URL returned error: 403",
        "Host key verification failed", "dubious ownership", "is not supported", "not allowed", "Invalid username or", "invalid credentials",
        "service not enabled", "is not a valid repository name", "does not support --atomic",
    ];

    /// <summary>Messages of a local ref that another git process holds at this moment.</summary>
    private static readonly string[] LocalLocks = ["cannot lock ref", "Unable to create", "unable to update local ref", "shallow file has changed"];

    /// <summary>What a push brought about for one ref.</summary>
    public static PublishOutcome OfPush(GitResult push, string reference, string commit)
    {
        foreach (string line in push.Output.Split('\n'))
        {
            // "<flag> HT <from>:<to> HT <summary> (<reason>)"
            string[] fields = line.Split('\t');
            if (fields.Length < 3 || !fields[1].EndsWith(":" + reference, StringComparison.Ordinal)) continue;
            if (fields[0] != "!") return PublishOutcome.Landed(commit);
            string reason = Explain(fields[2], push);
            if (Mentions(fields[2], Unclear)) return PublishOutcome.Unreachable(reason);
            return Mentions(fields[2], Races) ? PublishOutcome.LostRace(reason) : PublishOutcome.Refused(reason);
        }

        return OfConnection(push);
    }

    /// <summary>What a push that happens whole or not at all brought about.</summary>
    public static PublishOutcome OfAtomicPush(GitResult push, string? commit)
    {
        if (push.Succeeded) return PublishOutcome.Landed(commit);
        string[] rejections = [.. push.Output.Split('\n').Where(line => line.StartsWith("!\t", StringComparison.Ordinal)).Select(line => line.Split('\t')[^1])];
        // Of the refs, one is the cause; the others only say that the whole push failed.
        string[] causes = [.. rejections.Where(rejection => !rejection.Contains("atomic", StringComparison.Ordinal))];
        if (rejections.Length == 0 || rejections.Any(rejection => Mentions(rejection, Unclear))) return OfConnection(push);
        string reason = Explain(causes.FirstOrDefault() ?? rejections[0], push);
        return causes.Length == 0 || causes.All(cause => Mentions(cause, Races)) ? PublishOutcome.LostRace(reason) : PublishOutcome.Refused(reason);
    }

    /// <summary>What a command that got no answer for its ref ran into.</summary>
    public static PublishOutcome OfConnection(GitResult command)
    {
        if (Mentions(command.Error, LocalLocks)) return PublishOutcome.LostRace(command.Complaint);
        return Mentions(command.Error, Denials) ? PublishOutcome.Refused(command.Complaint) : PublishOutcome.Unreachable(command.Complaint);
    }

    /// <summary>The remote answered that it has no such branch.</summary>
    public static bool LacksBranch(GitResult fetch) => fetch.Error.Contains("couldn't find remote ref", StringComparison.Ordinal);

    private static bool Mentions(string text, string[] phrases) => phrases.Any(phrase => text.Contains(phrase, StringComparison.Ordinal));

    /// <summary>The status, with what the remote's hook or server said about it.</summary>
    private static string Explain(string status, GitResult push)
    {
        IEnumerable<string> remote = push.Error.Split('\n')
            .Where(line => line.StartsWith("remote: ", StringComparison.Ordinal))
            .Select(line => line["remote: ".Length..].Trim())
            .Where(line => line.Length > 0)
            .Take(4);
        return string.Join("; ", remote.Prepend(status.Trim()));
    }
}
