using Benchmarks.Measuring;

namespace Benchmarks.Repositories;

/// <summary>
/// The least that bringing a row to the remote can take: <c>git fetch</c> and <c>git push</c> of a commit that lies ready.
/// </summary>
internal sealed class PreparedPush(Registry registry, string clone, string workshop)
{
    private const string Tracking = "refs/remotes/origin/" + Registry.Branch;

    /// <summary>Makes the commit elsewhere and brings its objects, and nothing else, into the clone; then times fetch and push.</summary>
    public async Task<TimeSpan> TimeAsync()
    {
        string tip = await registry.GitAsync("rev-parse", Registry.Reference);
        await new Command(workshop, "git", "fetch", "--quiet", "origin", $"+{Registry.Reference}:{Tracking}").RunAsync();
        string commit = await new Command(workshop, "bash", "-ceu", $$"""
            blob=$( { git cat-file blob {{tip}}:{{Registry.Csv}}; echo '{{Registry.Row(1).TrimEnd()}}'; } | git hash-object -w --stdin)
            export GIT_INDEX_FILE=$PWD/.git/prepared-index
            git read-tree {{tip}}
            git update-index --add --cacheinfo "100644,$blob,{{Registry.Csv}}"
            commit=$(git commit-tree -p {{tip}} -m row "$(git write-tree)")
            git rev-list --objects {{tip}}..$commit | cut -d' ' -f1 | git pack-objects --quiet --stdout |
              git -C '{{clone}}' unpack-objects -q
            echo $commit
            """).RunAsync();
        return await Alternation.TimeAsync(async () =>
        {
            await new Command(clone, "git", "fetch", "--quiet", "--no-tags", "origin", $"+{Registry.Reference}:{Tracking}").RunAsync();
            await new Command(clone, "git", "push", "--quiet", "origin", $"{commit}:{Registry.Reference}").RunAsync();
        });
    }
}
