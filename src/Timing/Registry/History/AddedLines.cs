namespace BuildTiming.Registry.History;

/// <summary>Reads the lines that patches add.</summary>
/// <remarks>Format: https://git-scm.com/docs/diff-format#generate_patch_text_with_p.</remarks>
internal static class AddedLines
{
    private const string Target = "+++ b/";

    /// <summary>How often each line was added to each file.</summary>
    /// <param name="patches">The lines of the patches.</param>
    public static IDictionary<(string Path, string Line), int> Count(IEnumerable<string> patches)
    {
        var counts = new Dictionary<(string, string), int>();
        string? path = null;
        bool inHunk = false;
        foreach (string line in patches)
        {
            if (line.StartsWith("diff --git ", StringComparison.Ordinal)) (path, inHunk) = (null, false);
            else if (line.StartsWith("@@ ", StringComparison.Ordinal)) inHunk = true;
            else if (!inHunk && line.StartsWith(Target, StringComparison.Ordinal)) path = line[Target.Length..].TrimEnd('\t');
            else if (inHunk && path is not null && line.StartsWith('+'))
            {
                (string, string) key = (path, line[1..].TrimEnd('\r'));
                counts[key] = counts.GetValueOrDefault(key) + 1;
            }
        }

        return counts;
    }
}
