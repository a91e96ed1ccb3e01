using BuildTiming.Git;
using BuildTiming.Git.Objects;
using BuildTiming.Rows;

namespace BuildTiming.Registry;

/// <summary>The rows that landed last, as this repository knows the registry branch: nothing is asked of the remote.</summary>
/// <param name="branch">The branch.</param>
/// <param name="cancellation">Ends git.</param>
internal sealed class LandedRows(RegistryBranch branch, CancellationToken cancellation)
{
    /// <summary>In bytes: a hundred thousand rows.</summary>
    private const long FileLimit = 32 << 20;
    private const long FolderLimit = 1 << 20;

    /// <summary>In bytes: the end of a file, in which some rows stand whatever their lengths are.</summary>
    private const int End = 1 << 18;

    /// <summary>The last row of each folder, the newest first.</summary>
    /// <param name="reference">The ref to look at.</param>
    /// <returns>The rows; null where there is no such ref.</returns>
    /// <exception cref="GitCommandException">Git did not come to an answer.</exception>
    /// <exception cref="OperationCanceledException">Time is over.</exception>
    public async Task<IReadOnlyList<LandedRow>?> ReadAsync(string reference)
    {
        await using var objects = new ObjectReader(branch.Git.Offline(), cancellation);
        if (await objects.ReadAsync($"{reference}^{{tree}}", "tree", FolderLimit) is null) return null;
        if (await objects.ReadAsync($"{reference}:{RegistryPath.Folders}", "tree", FolderLimit) is not { } tree) return [];
        var found = new List<LandedRow>();
        foreach ((string name, TreeEntry entry) in TreeParser.Parse(tree, branch.Repository.NullId.Length / 2))
        {
            if (!entry.IsFolder || !RegistryPath.IsFolderName(name)) continue;
            if (await objects.ReadAsync($"{reference}:{RegistryPath.Of(name)}", "blob", FileLimit) is { } file && Last(file) is { } row)
                found.Add(new LandedRow(name, row));
        }

        return [.. found.OrderByDescending(landed => landed.Row.EndUtc)];
    }

    // Rows are appended as they land.
    private static RegistryRow? Last(byte[] file)
    {
        ReadOnlySpan<byte> end = file.AsSpan(Math.Max(0, file.Length - End));
        if (end.Length < file.Length) end = end[(end.IndexOf((byte)'\n') + 1)..];
        return TimingCsv.Read(new MemoryStream(end.ToArray())).OfType<RegistryRow>().LastOrDefault();
    }
}
