namespace Cake.Frosting.CommandLine;

internal enum TokenKind
{
    /// <summary><c>--name</c></summary>
    LongOption,

    /// <summary>One letter of <c>-x</c> or <c>-xyz</c>.</summary>
    ShortOption,

    /// <summary>Anything else: an option's value, or out of place.</summary>
    Text,

    /// <summary><c>--</c>: what follows is for the build alone.</summary>
    Separator,
}
