using System.Text.RegularExpressions;

namespace Build.Tests.Samples;

/// <summary>What a script's output tells, freed of colours: its stages and Terraform's summaries, in order.</summary>
internal static partial class StageLines
{
    public static IEnumerable<string> Matching(this string output, string pattern) =>
        Colour().Replace(output, "").Split('\n').Where(line => Regex.IsMatch(line, pattern));

    public static IEnumerable<string> Summaries(this string output) => output.Matching("^(Apply|Destroy) complete! ");

    [GeneratedRegex(@"\x1b\[[0-9;]*m")]
    private static partial Regex Colour();
}
