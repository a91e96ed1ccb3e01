namespace BuildTiming.Registry;

/// <summary>A file in the tree of a handoff.</summary>
internal sealed record HandoffFile(string Tree, string Mode, string ObjectId, string Path)
{
    /// <summary>In bytes.</summary>
    public long Size { get; init; }

    /// <summary>Reads what <c>git diff-tree --stdin</c> prints for pairs of the empty tree and another one.</summary>
    /// <remarks>
    /// A line "&lt;empty tree&gt; &lt;tree&gt;", then one for each file, ":&lt;old mode&gt; &lt;mode&gt; &lt;old id&gt; &lt;id&gt; A HT &lt;path&gt;"; a path with
    /// unusual bytes is quoted, and thereby none of the registry's.
    /// </remarks>
    public static IEnumerable<HandoffFile> ParseListing(string listing)
    {
        string tree = string.Empty;
        foreach (string line in listing.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] fields = line.Split('\t', 2);
            string[] words = fields[0].Split(' ');
            if (fields.Length == 1) tree = words[^1];
            else yield return new HandoffFile(tree, words[1], words[3], fields[1]);
        }
    }
}
