namespace Build;

/// <summary>Text that can be pasted into a shell.</summary>
internal static class Shell
{
    /// <summary>One word of a command line.</summary>
    public static string Quote(string word) =>
        word.Length > 0 && word.All(c => char.IsAsciiLetterOrDigit(c) || "-_./=:,@%+".Contains(c)) ? word : $"'{word.Replace("'", @"'\''")}'";
}
