namespace Cake.Frosting.CommandLine;

/// <summary>An option of the host itself.</summary>
/// <param name="description">One line of the help.</param>
/// <param name="names">Its long names, without dashes; the help shows the first.</param>
internal sealed class HostOption(string description, params string[] names)
{
    public string Description { get; } = description;

    public IReadOnlyList<string> Names { get; } = names;

    /// <summary>Its one-letter name, if it has one.</summary>
    public string? Letter { get; init; }

    /// <summary>What the help calls its value; <see langword="null"/> for a flag.</summary>
    public string? ValueName { get; init; }

    public bool IsFlag => ValueName is null;

    /// <summary>Matches case-sensitively, so that <c>--Target</c> is an argument of the build.</summary>
    public bool Matches(Token option) =>
        option.Kind == TokenKind.LongOption ? Names.Contains(option.Value) : Letter == option.Value;
}
