namespace Cake.Frosting.CommandLine;

/// <summary>A piece of the command line.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Value">An option's name without dashes, or the text itself.</param>
/// <param name="IsGrouped">A letter of <c>-xyz</c>, which takes no value.</param>
/// <param name="IsAttached">A text that follows its option's <c>=</c> or <c>:</c>.</param>
internal readonly record struct Token(TokenKind Kind, string Value, bool IsGrouped = false, bool IsAttached = false)
{
    /// <summary>The piece as it was typed.</summary>
    public string Text => Kind switch
    {
        TokenKind.LongOption => "--" + Value,
        TokenKind.ShortOption => "-" + Value,
        _ => Value,
    };
}
