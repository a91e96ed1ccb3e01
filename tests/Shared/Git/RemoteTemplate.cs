using System.Collections.Concurrent;
using Tests.Shared.Files;

namespace Tests.Shared.Git;

/// <summary>
/// A bare repository with one commit on <c>main</c>, made once for each object format and written as often as a test needs one: git itself
/// takes a dozen processes for it.
/// </summary>
internal sealed class RemoteTemplate
{
    private static readonly ConcurrentDictionary<string, Lazy<RemoteTemplate>> Made = new(StringComparer.Ordinal);

    private readonly IReadOnlyList<string> _folders;
    private readonly IReadOnlyList<(string Path, byte[] Content)> _files;

    private RemoteTemplate(string folder)
    {
        _folders = [.. Directory.GetDirectories(folder, "*", SearchOption.AllDirectories).Select(Relative)];
        _files = [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) != ".sample")
            .Select(file => (Relative(file), File.ReadAllBytes(file)))];

        string Relative(string path) => Path.GetRelativePath(folder, path);
    }

    /// <summary>Writes the repository.</summary>
    /// <param name="format">What git names its objects by: <c>sha1</c> or <c>sha256</c>.</param>
    /// <param name="folder">Where it is to be; made by this.</param>
    /// <param name="make">Makes it with git, in the folder that it is given; called once for each format.</param>
    public static void Write(string format, string folder, Action<string> make)
    {
        RemoteTemplate template = Made.GetOrAdd(format, _ => new(() => Make(make))).Value;
        Directory.CreateDirectory(folder);
        foreach (string path in template._folders) Directory.CreateDirectory(Path.Combine(folder, path));
        foreach ((string path, byte[] content) in template._files) File.WriteAllBytes(Path.Combine(folder, path), content);
    }

    private static RemoteTemplate Make(Action<string> make)
    {
        using var folder = new TemporaryFolder();
        make(folder["remote.git"]);
        return new RemoteTemplate(folder["remote.git"]);
    }
}
