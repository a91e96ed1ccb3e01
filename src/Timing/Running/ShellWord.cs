namespace BuildTiming.Running;

/// <summary>Text that can be pasted into a shell.</summary>
internal static class ShellWord
{
    /// <summary>One word of a command line, in quotes where it needs them.</summary>
    public static string Quote(string word) => word.Length > 0 && word.All(IsPlain) ? word : $"'{word.Replace("'", @"'\''")}'";

    private static bool IsPlain(char character) => char.IsAsciiLetterOrDigit(character) || "-_./=:,@%+".Contains(character);
}
