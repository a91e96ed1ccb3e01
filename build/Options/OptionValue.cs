using System.Globalization;
using System.Text.RegularExpressions;

namespace Build.Options;

/// <summary>What an option accepts. Whatever reaches a row, a commit or an argument list has passed one of these.</summary>
/// <param name="Expected">What is accepted, in words that complete "expected …".</param>
public sealed partial record OptionValue(string Expected)
{
    private Func<string, string?> Accept { get; init; } = value => value;

    /// <summary>Yes or no.</summary>
    public static OptionValue Flag { get; } = new("true or false")
    {
        Accept = value => value.ToLowerInvariant() switch
        {
            "true" or "yes" or "1" => "true",
            "false" or "no" or "0" => "false",
            _ => null,
        },
    };

    /// <summary>The name of a cloud resource or place.</summary>
    public static OptionValue Name { get; } = new("letters, digits, '.', '_' and '-', at most 100, starting with a letter or digit")
    {
        Accept = value => value.Length is > 0 and <= 100 && char.IsAsciiLetterOrDigit(value[0])
            && value.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-') ? value : null,
    };

    /// <summary>A name that rows and names of logs hold: three of them make one file's.</summary>
    public static OptionValue Cell { get; } = new("letters, digits, '.', '_' and '-', at most 63, starting with a letter or digit")
    {
        Accept = value => value.Length <= 63 ? Name!.Accept(value) : null,
    };

    /// <summary>The name of an environment or a namespace.</summary>
    public static OptionValue Label { get; } = new("lower-case letters, digits and '-', at most 63, starting with a letter or digit")
    {
        Accept = value => value.Length is > 0 and <= 63 && value[0] != '-'
            && value.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-') ? value : null,
    };

    /// <summary>The name of a git branch.</summary>
    public static OptionValue Branch { get; } = Matching("a git branch name of letters, digits, '.', '_', '-' and '/'", BranchPattern);

    /// <summary>A file or folder.</summary>
    public static OptionValue Path { get; } = new("a path without control characters that does not start with '-'")
    {
        Accept = value => value.StartsWith('-') || value.Any(char.IsControl) ? null : value,
    };

    /// <summary>A whole number of at least 1.</summary>
    public static OptionValue Count { get; } = Matching("a whole number from 1 to 99999", CountPattern);

    /// <summary>Seconds; none for not at all.</summary>
    public static OptionValue Seconds { get; } = new("whole seconds from 0 to 3600")
    {
        Accept = value => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int seconds) && seconds <= 3600
            ? seconds.ToString(CultureInfo.InvariantCulture)
            : null,
    };

    /// <summary>One of a few words, two at least.</summary>
    public static OptionValue OneOf(params string[] words) =>
        new(string.Join(", ", words[..^1]) + " or " + words[^1])
        {
            Accept = value => words.Contains(value) ? value : null,
        };

    /// <summary>The value in its one canonical form, or null where it is not accepted.</summary>
    public string? Read(string value) => Accept(value);

    // The pattern is made when it is used: most runs need none.
    private static OptionValue Matching(string expected, Func<Regex> pattern) =>
        new(expected) { Accept = value => pattern().IsMatch(value) ? value : null };

    [GeneratedRegex(@"\A(?!.*(?:\.\.|//|/\.|\.lock(?:/|\z)))(?!HEAD\z)[A-Za-z0-9][A-Za-z0-9._/-]{0,199}(?<![./])\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex BranchPattern();

    [GeneratedRegex(@"\A[1-9][0-9]{0,4}\z", RegexOptions.CultureInvariant)]
    private static partial Regex CountPattern();
}
