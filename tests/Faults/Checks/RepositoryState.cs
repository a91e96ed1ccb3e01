using Faults.Worlds;
using Tests.Shared.Git;

namespace Faults.Checks;

/// <summary>What recording must leave as it is, and what a kill must not leave behind.</summary>
internal sealed class RepositoryState(World world)
{
    private readonly Dictionary<Place, string> _heads = [];

    /// <summary>Notes what is checked out where.</summary>
    public async Task RememberAsync()
    {
        foreach (Place place in world.Places) _heads[place] = await HeadAsync(place);
    }

    public async Task<IReadOnlyList<string>> ComplaintsAsync()
    {
        var complaints = new List<string>();
        foreach (Place place in world.Places)
        {
            if (await HeadAsync(place) != _heads[place]) complaints.Add($"HEAD of {place.Root} has moved");
            string changes = await Git.RunAsync(place.Root, "status", "--porcelain", "--untracked-files=all");
            if (changes.Length > 0) complaints.Add($"the working tree {place.Root} is not clean: {changes}");
        }

        foreach (string repository in world.Clones.Select(clone => clone.GitFolder).Prepend(world.Remote))
        {
            GitAnswer check = await Git.TryAsync(repository, "fsck", "--strict", "--no-dangling", "--no-progress");
            string[] words = [.. (check.Output + check.Error).Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Where(line => !line.StartsWith("notice: ", StringComparison.Ordinal))];
            if (check.ExitCode != 0 || words.Length > 0)
                complaints.Add($"git fsck of {repository} ended with {check.ExitCode}: {string.Join("; ", words)}");
            string scratch = await Git.RunAsync(repository, "for-each-ref", "refs/build-timing");
            if (scratch.Length > 0) complaints.Add($"{repository} holds {scratch}");
            complaints.AddRange(Locks(repository).Select(file => $"a lock is left: {file}"));
        }

        complaints.AddRange(world.Clones.SelectMany(JournalRuns.Unreadable).Select(file => $"set aside as unreadable: {file}"));
        return complaints;
    }

    /// <summary>The journal's own locks are files that stay, held or not.</summary>
    private static IEnumerable<string> Locks(string repository) =>
        Directory.EnumerateFiles(repository, "*.lock", SearchOption.AllDirectories)
        .Where(file => !file.Contains("build-timings", StringComparison.Ordinal));

    private static async Task<string> HeadAsync(Place place)
    {
        GitAnswer branch = await Git.TryAsync(place.Root, "symbolic-ref", "--quiet", "HEAD");
        return (branch.ExitCode == 1 ? "" : branch.Text) + await Git.RunAsync(place.Root, "rev-parse", "HEAD");
    }
}
