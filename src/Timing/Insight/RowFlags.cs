namespace BuildTiming.Insight;

/// <summary>The flags of a row: <c>NAME=value</c>, separated by a space, in old rows by a comma.</summary>
internal static class RowFlags
{
    /// <summary>The value of a flag; null where the row has none of that name.</summary>
    public static string? Find(string? flags, string name)
    {
        ReadOnlySpan<char> rest = flags;
        while (!rest.IsEmpty)
        {
            int end = rest.IndexOfAny(' ', ',');
            ReadOnlySpan<char> flag = end < 0 ? rest : rest[..end];
            if (flag.Length > name.Length && flag[name.Length] == '=' && flag.StartsWith(name, StringComparison.Ordinal))
                return flag[(name.Length + 1)..].ToString();
            rest = end < 0 ? default : rest[(end + 1)..];
        }

        return null;
    }
}
