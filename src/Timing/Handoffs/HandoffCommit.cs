using BuildTiming.Model;
using BuildTiming.Registry;

namespace BuildTiming.Handoffs;

/// <summary>
/// Writes the commit of a handoff: it has no parent and holds the rows, and beside them the workflow that merges them where there is one.
/// </summary>
internal static class HandoffCommit
{
    /// <summary>Writes the commit.</summary>
    /// <remarks>
    /// The message names the runs in the order in which git lists the files: whoever reads the rows knows which run is whose.
    /// </remarks>
    /// <returns>Its id; no ref names it yet.</returns>
    public static Task<string> WriteAsync(
        RegistryCommit commits, IReadOnlyCollection<FiledRow> rows, HandoffWorkflow workflow, CancellationToken cancellation)
    {
        FiledRow[] listed = [.. rows.OrderBy(filed => RegistryPath.Of(filed.Folder), StringComparer.Ordinal)];
        FileChange[] changes = [.. workflow.Files.Select(file => new PutFile(file.Key, file.Value)), .. RowChanges.Of(listed)];
        return commits.WriteAsync(parent: null, CommitMessage.Compose(listed, []), changes, cancellation);
    }
}
