using BuildTiming.Git.Objects;
using BuildTiming.Registry;

namespace BuildTiming.Handoffs;

/// <summary>
/// What a handoff's commit holds, whatever its history is. Only folders in which a handoff may have files are looked into: a tree of a few
/// bytes can name more files than fit into memory.
/// </summary>
internal sealed class HandoffTree(ObjectReader objects, int idLength)
{
    /// <summary>In bytes: room for more names than there are environments.</summary>
    private const long FolderLimit = 1 << 16;

    /// <summary>The files, and in the place of a folder that is none of a handoff's the folder itself.</summary>
    /// <exception cref="FormatException">It cannot be the tree of a handoff.</exception>
    public async IAsyncEnumerable<HandoffFile> FilesAsync(string commit)
    {
        var folders = new Queue<(string Path, string Name)>([(string.Empty, commit + "^{tree}")]);
        while (folders.TryDequeue(out (string Path, string Name) folder))
        {
            byte[] content = await objects.ReadAsync(folder.Name, "tree", FolderLimit)
                ?? throw new FormatException("it holds too many files");
            foreach ((string name, TreeEntry entry) in TreeParser.Parse(content, idLength))
            {
                string path = folder.Path + name;
                if (entry.IsFolder && IsOnTheWay(path)) folders.Enqueue((path + "/", entry.ObjectId));
                else yield return new HandoffFile(path, entry);
            }
        }
    }

    private static bool IsOnTheWay(string folder) =>
        RegistryPath.IsOnTheWay(folder) || HandoffWorkflow.Path.StartsWith(folder + "/", StringComparison.Ordinal);
}
