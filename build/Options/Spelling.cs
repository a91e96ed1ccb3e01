namespace Build.Options;

/// <summary>Names of arguments as the host spells them.</summary>
internal static class Spelling
{
    /// <summary>
    /// <c>--Target</c> is written in many of Cake's examples, and its script runner takes it; the host of a compiled build would leave it
    /// to the build, and run the default target. Every other spelling that differs by case alone is refused (<see cref="ArgumentCheck"/>).
    /// </summary>
    /// <param name="commandLine">The arguments of this process.</param>
    public static IEnumerable<string> OfHost(IEnumerable<string> commandLine) => commandLine.Select(OfHost);

    private static string OfHost(string word) =>
        word.Split('=', ':')[0] == "--Target" ? string.Concat("--target", word.AsSpan("--Target".Length)) : word;
}
