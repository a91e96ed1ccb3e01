using BuildTiming.Git;

namespace BuildTiming.Registry.Remotes;

/// <summary>The registry branch on the remote.</summary>
internal sealed class RemoteBranch(RegistryBranch branch)
{
    /// <summary>Options of a fetch by which it changes nothing but what it is asked for.</summary>
    private static readonly string[] Quietly = ["--no-tags", "--no-write-fetch-head", "--no-recurse-submodules", "--no-prune", "--refmap="];

    private static readonly string[] WithoutFiles = ["--filter=blob:none"];

    private RemoteSettings? _settings;

    /// <summary>What git's configuration says of the remote, read once.</summary>
    public async Task<RemoteSettings> SettingsAsync(CancellationToken cancellation) =>
        _settings ??= await RemoteSettings.ReadAsync(branch.Git, branch.Remote, cancellation);

    /// <summary>Fetches refs as given; a shallow repository stays as it is, and a full one is never made shallow.</summary>
    public Task<GitResult> FetchAsync(IEnumerable<string> refspecs, CancellationToken cancellation) =>
        FetchAsync(branch.Git, [], refspecs, cancellation);

    /// <summary>
    /// The same; in a partial clone, whatever its own filter is, folders come along, and files when they are known to be wanted.
    /// </summary>
    public async Task<GitResult> FetchOutlineAsync(IEnumerable<string> refspecs, CancellationToken cancellation) =>
        await FetchAsync(branch.Git, (await SettingsAsync(cancellation)).IsPartial ? WithoutFiles : [], refspecs, cancellation);

    /// <summary>
    /// Makes sure that files are here, by one connection: in a partial clone git would fetch each of them by one of its own.
    /// </summary>
    /// <returns>How git ended; null where it had nothing to do.</returns>
    public async Task<GitResult?> FetchFilesAsync(IEnumerable<string> objects, CancellationToken cancellation)
    {
        string[] wanted = [.. objects.Distinct()];
        if (wanted.Length == 0 || !(await SettingsAsync(cancellation)).IsPartial) return null;
        // Whoever has a commit is taken to have its files: without negotiation the remote sends what it is asked for.
        GitClient git = branch.Git.With(new GitSetting("fetch.negotiationAlgorithm", "noop"));
        return await FetchAsync(git, WithoutFiles, wanted, cancellation);
    }

    /// <summary>Fetches the one branch into its remote-tracking ref.</summary>
    /// <returns>Its tip (null where the remote has no such branch), or why it is not known.</returns>
    public async Task<FetchedTip> FetchTipAsync(CancellationToken cancellation)
    {
        GitResult fetch = await FetchAsync([$"+{branch.Ref}:{branch.TrackingRef}"], cancellation);
        if (fetch.Succeeded)
        {
            return await branch.ResolveAsync(branch.TrackingRef, cancellation) is { } tip
                ? new FetchedTip(tip)
                : new FetchedTip(null, PublishOutcome.Unreachable($"{branch.TrackingRef} is gone just after it was fetched"));
        }

        return new FetchedTip(null, RemoteAnswer.LacksBranch(fetch) ? null : RemoteAnswer.OfConnection(fetch));
    }

    /// <summary>
    /// Pushes a commit to a ref of the remote, never forced. Of the refs here it moves the branch's remote-tracking ref at most.
    /// </summary>
    public async Task<PublishOutcome> PushAsync(string commit, string reference, CancellationToken cancellation)
    {
        GitResult push = await PushAsync([], [$"{commit}:{reference}"], cancellation);
        return RemoteAnswer.OfPush(push, reference, commit);
    }

    /// <summary>Pushes what refspecs say.</summary>
    public async Task<GitResult> PushAsync(
        IEnumerable<string> options, IReadOnlyCollection<string> refspecs, CancellationToken cancellation)
    {
        RemoteSettings settings = await SettingsAsync(cancellation);
        bool moves = refspecs.Any(refspec => refspec.EndsWith(":" + branch.Ref, StringComparison.Ordinal));
        (IEnumerable<GitSetting> own, string remote) =
            settings.ForPush(moves ? $"+{branch.Ref}:{branch.TrackingRef}" : null);
        return await branch.Git.With(own)
            .RunAsync(["push", "--porcelain", "--no-verify", .. options, "--", remote, .. refspecs], cancellation);
    }

    /// <summary>The remote's refs that match a pattern, with their commits.</summary>
    public async Task<(IReadOnlyDictionary<string, string> Refs, PublishOutcome? Failure)> ListAsync(
        string pattern, CancellationToken cancellation)
    {
        GitResult list = await branch.Git.RunAsync(["ls-remote", "--refs", "--", branch.Remote, pattern], cancellation);
        if (!list.Succeeded) return (new Dictionary<string, string>(), RemoteAnswer.OfConnection(list));
        // What a list that ends between two lines leaves out is asked for again: its name is taken, or it is merged by the next run.
        if (list.Output.Length > 0 && !list.Output.EndsWith('\n')) throw GitCommandException.CutShort("ls-remote");
        string[][] lines = [.. list.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t'))];
        if (lines.Any(fields => fields.Length != 2)) throw GitCommandException.Spoilt("ls-remote");
        // Names that are not in UTF-8 may read alike. A pattern also matches further to the right: "refs/x/refs/heads/...".
        return (lines.Where(fields => fields[1].StartsWith(pattern.TrimEnd('*'), StringComparison.Ordinal))
            .DistinctBy(fields => fields[1]).ToDictionary(fields => fields[1], fields => fields[0]), null);
    }

    private Task<GitResult> FetchAsync(
        GitClient git, IEnumerable<string> options, IEnumerable<string> refspecs, CancellationToken cancellation) =>
        git.RunAsync(["fetch", .. Quietly, .. options, "--stdin", "--", branch.Remote],
            string.Concat(refspecs.Select(refspec => refspec + "\n")), cancellation);
}
