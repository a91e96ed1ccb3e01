using BuildTiming.Git;

namespace BuildTiming.Registry.History;

/// <summary>Finds where a history begins here and goes on elsewhere: a commit there stands for all that are not here.</summary>
internal sealed class ShallowRoots(RegistryBranch branch)
{
    private readonly CommitSearch _commits = new(branch.Git);

    /// <summary>Where the history of a tip begins here and goes on elsewhere; none where all of it is here.</summary>
    /// <exception cref="GitCommandException">Git did not come to an answer.</exception>
    public async Task<string[]> OfAsync(string tip, CancellationToken cancellation)
    {
        string[] boundary;
        try
        {
            boundary = await File.ReadAllLinesAsync(Path.Combine(branch.Repository.CommonDirectory, "shallow"), cancellation);
        }
        catch (FileNotFoundException)
        {
            return [];
        }

        return [.. boundary.Intersect(await _commits.ListAsync([], ["--max-parents=0", tip, "--"], cancellation))];
    }
}
