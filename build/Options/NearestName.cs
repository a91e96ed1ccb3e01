namespace Build.Options;

/// <summary>Finds the name that somebody probably meant.</summary>
internal static class NearestName
{
    /// <summary>The known name that starts with it, or takes the fewest edits, or that it starts with; null where none is near.</summary>
    /// <remarks>
    /// Optimal string alignment distance: insertions, deletions, substitutions and swaps of neighbours, each counted once.
    /// </remarks>
    public static string? Of(string name, IEnumerable<string> known)
    {
        known = [.. known];
        if (known.FirstOrDefault(candidate => candidate.StartsWith(name, StringComparison.OrdinalIgnoreCase)) is { } longer) return longer;
        (string? nearest, int distance) = known
            .Select(candidate => (Name: (string?)candidate, Distance: Distance(name.ToLowerInvariant(), candidate.ToLowerInvariant())))
            .MinBy(candidate => candidate.Distance);
        return distance <= Math.Max(2, name.Length / 3)
            ? nearest
            : known.Where(candidate => candidate.Length > 2 && name.StartsWith(candidate, StringComparison.OrdinalIgnoreCase))
                .MaxBy(candidate => candidate.Length);
    }

    private static int Distance(string a, string b)
    {
        int[,] edits = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++) edits[i, 0] = i;
        for (int j = 0; j <= b.Length; j++) edits[0, j] = j;
        for (int i = 1; i <= a.Length; i++)
        {
            for (int j = 1; j <= b.Length; j++)
            {
                int cost = a[i - 1] == b[j - 1] ? 0 : 1;
                edits[i, j] = Math.Min(Math.Min(edits[i - 1, j] + 1, edits[i, j - 1] + 1), edits[i - 1, j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    edits[i, j] = Math.Min(edits[i, j], edits[i - 2, j - 2] + 1);
            }
        }

        return edits[a.Length, b.Length];
    }
}
