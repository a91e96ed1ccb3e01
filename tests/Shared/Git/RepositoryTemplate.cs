using System.Text;

namespace Tests.Shared.Git;

/// <summary>
/// A repository that git made once, to be written as often as a test needs one: git itself takes a dozen processes for it.
/// </summary>
internal sealed class RepositoryTemplate
{
    private readonly IReadOnlyList<string> _folders;
    private readonly SortedDictionary<string, byte[]> _files;

    /// <summary>Takes a repository as it is, without what git lays there as examples.</summary>
    public RepositoryTemplate(string folder)
    {
        string[] folders = Directory.GetDirectories(folder, "*", SearchOption.AllDirectories);
        _folders = [.. folders.Select(path => Path.GetRelativePath(folder, path))];
        _files = Read(folder);
    }

    /// <summary>A repository is still as it was written.</summary>
    public bool IsUntouched(string folder)
    {
        SortedDictionary<string, byte[]> files = Read(folder);
        return files.Keys.SequenceEqual(_files.Keys, StringComparer.Ordinal)
            && files.All(file => file.Value.AsSpan().SequenceEqual(_files[file.Key]));
    }

    /// <summary>Writes the repository.</summary>
    /// <param name="folder">Where it is to be; made by this.</param>
    /// <param name="rename">A path that stands in some of its files, and what stands there instead.</param>
    public void Write(string folder, (string Path, string Instead)? rename = null)
    {
        Directory.CreateDirectory(folder);
        foreach (string path in _folders) Directory.CreateDirectory(Path.Combine(folder, path));
        foreach ((string path, byte[] content) in _files)
        {
            string file = Path.Combine(folder, path);
            // The address of the remote, and what the log says of how the clone came to be.
            if (rename is { } pair && Path.GetFileName(path) is "config" or "HEAD" or "main")
                File.WriteAllText(file, Encoding.UTF8.GetString(content).Replace(pair.Path, pair.Instead, StringComparison.Ordinal));
            else File.WriteAllBytes(file, content);
        }
    }

    private static SortedDictionary<string, byte[]> Read(string folder) => new(
        Directory.GetFiles(folder, "*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) != ".sample")
            .ToDictionary(file => Path.GetRelativePath(folder, file), File.ReadAllBytes),
        StringComparer.Ordinal);
}
