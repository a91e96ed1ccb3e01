using System.Text;

namespace BuildTiming.Git.Objects;

/// <summary>Reads a tree object as git stores it: for each entry "&lt;mode&gt; SP &lt;name&gt; NUL &lt;object id in bytes&gt;".</summary>
internal static class TreeParser
{
    /// <summary>The entries with their names.</summary>
    /// <param name="content">The tree's bytes.</param>
    /// <param name="idLength">In bytes.</param>
    /// <exception cref="FormatException">It is not a tree.</exception>
    public static List<(string Name, TreeEntry Entry)> Parse(ReadOnlySpan<byte> content, int idLength)
    {
        var entries = new List<(string, TreeEntry)>();
        while (content.Length > 0)
        {
            int space = content.IndexOf((byte)' ');
            int end = content.IndexOf((byte)0);
            if (space < 0 || end < space || content.Length < end + 1 + idLength) throw new FormatException("a folder of it is damaged");
            string mode = Encoding.UTF8.GetString(content[..space]).PadLeft(6, '0');
            string name = Encoding.UTF8.GetString(content[(space + 1)..end]);
            string kind = mode switch { "040000" => "tree", "160000" => "commit", _ => "blob" };
            entries.Add((name, new TreeEntry(mode, kind, Convert.ToHexStringLower(content.Slice(end + 1, idLength)))));
            content = content[(end + 1 + idLength)..];
        }

        return entries;
    }
}
