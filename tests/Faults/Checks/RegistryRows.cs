using BuildTiming.Rows;
using Faults.Worlds;
using Tests.Shared.Git;

namespace Faults.Checks;

/// <summary>
/// All rows of a world that have left the journals: on the remote's branch, on handoffs that nobody has merged, on local branches.
/// </summary>
internal static class RegistryRows
{
    private const string RemoteBranch = $"refs/remote/{World.RegistryBranch}";
    private const string Handoffs = "refs/remote/timing-handoff/";

    public static async Task<IReadOnlyList<Sighting>> ReadAsync(World world)
    {
        string[] refs = await FetchAsync(world);
        var found = new List<Sighting>();
        bool hasRemote = refs.Contains(RemoteBranch);
        if (hasRemote) found.AddRange(await RowsAsync(world, RemoteBranch));

        // What names the handoff in a commit of the registry has merged it: a branch that arrives once more is recognised by that.
        HashSet<string> merged = hasRemote ? await MergedAsync(world) : [];
        foreach (string handoff in refs.Where(name => name.StartsWith(Handoffs, StringComparison.Ordinal)))
        {
            if (!merged.Contains(handoff["refs/remote/".Length..])) found.AddRange(await RowsAsync(world, handoff));
        }

        foreach (string local in refs.Where(name => name.StartsWith("refs/local/", StringComparison.Ordinal)))
            found.AddRange(await OnlyLocalAsync(world, local, hasRemote));
        return found;
    }

    /// <summary>A clone has its rows published with policy none, and not those that it has from the remote.</summary>
    private static async Task<IEnumerable<Sighting>> OnlyLocalAsync(World world, string local, bool hasRemote)
    {
        List<Sighting> rows = await RowsAsync(world, local);
        if (!hasRemote) return rows;
        GitAnswer fork = await Git.TryAsync(world.Observer, "merge-base", local, RemoteBranch);
        if (fork.ExitCode == 1) return rows;
        foreach (Sighting known in await RowsAsync(world, fork.Text.Trim())) rows.Remove(rows.First(row => row.Row == known.Row));
        return rows;
    }

    private static async Task<string[]> FetchAsync(World world)
    {
        await Git.RunAsync(world.Observer, "fetch", "--quiet", "--prune", "--no-write-fetch-head", world.Remote,
            "+refs/heads/*:refs/remote/*");
        foreach (Clone clone in world.Clones)
        {
            await Git.RunAsync(world.Observer, "fetch", "--quiet", "--prune", "--no-write-fetch-head", clone.Root,
                $"+refs/heads/{World.RegistryBranch}*:refs/local/{clone.Name}/{World.RegistryBranch}*");
        }

        string refs = await Git.RunAsync(world.Observer, "for-each-ref", "--format=%(refname)", "refs/remote", "refs/local");
        return refs.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static async Task<HashSet<string>> MergedAsync(World world)
    {
        string names = await Git.RunAsync(world.Observer, "log", "--format=%(trailers:key=Handoff,valueonly)", RemoteBranch);
        return [.. names.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
    }

    private static async Task<List<Sighting>> RowsAsync(World world, string commit)
    {
        GitAnswer lines =
            await Git.TryAsync(world.Observer, "grep", "-h", "^", commit, "--", ":(glob)environments/*/latest/build_timings.csv");
        if (lines.ExitCode == 1) return [];
        return
        [
            .. lines.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line != TimingCsv.Header)
                .Select(line => Sighting.Of(TimingCsv.ParseRow(line), commit)),
        ];
    }
}
