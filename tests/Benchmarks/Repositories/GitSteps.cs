using Benchmarks.Measuring;

namespace Benchmarks.Repositories;

/// <summary>What publishing a row needs of git and nothing else: a fetch, an import of one commit, a push.</summary>
internal sealed class GitSteps(string clone)
{
    private const string Tracking = "refs/remotes/origin/" + Registry.Branch;
    private static readonly string OtherRow =
        Registry.Row(1).TrimEnd().Replace("bootstrap-persistent,", "apply-persistent,", StringComparison.Ordinal);

    /// <summary>Whether it was not overtaken.</summary>
    public async Task<bool> TryAsync()
    {
        try
        {
            await RunAsync();
            return true;
        }
        catch (InvalidOperationException exception) when (exception.Message.Contains("failed to push", StringComparison.Ordinal))
        {
            return false;
        }
    }

    public Task RunAsync() => new Command(clone, "bash", "-ceu", $$"""
        git fetch --quiet --no-tags origin +{{Registry.Reference}}:{{Tracking}}
        tip=$(git rev-parse {{Tracking}})
        { git cat-file blob $tip:{{Registry.Csv}}; echo '{{OtherRow}}'; } >.git/rows
        commit=$(git fast-import --quiet --done <<END
        commit refs/scratch/import
        mark :1
        committer $(basename "$PWD") <racer@localhost> $(date +%s) +0000
        data 3
        row
        from $tip
        M 100644 inline {{Registry.Csv}}
        data $(stat -c %s .git/rows)
        $(cat .git/rows)

        reset refs/scratch/import

        get-mark :1
        done
        END
        )
        git push --quiet origin $commit:{{Registry.Reference}}
        """).RunAsync();
}
