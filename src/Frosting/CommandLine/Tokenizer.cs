using System.Buffers;

namespace Cake.Frosting.CommandLine;

/// <summary>Splits a command line into tokens, by the rules of Spectre.Console.Cli, which Cake.Frosting uses.</summary>
internal static class Tokenizer
{
    private static readonly SearchValues<char> Separators = SearchValues.Create("=:");

    public static List<Token> Tokenize(IEnumerable<string> arguments)
    {
        var tokens = new List<Token>();
        foreach (string argument in arguments)
        {
            if (!argument.StartsWith('-'))
                tokens.Add(new Token(TokenKind.Text, argument));
            else if (argument == "--")
                tokens.Add(new Token(TokenKind.Separator, argument));
            else if (argument.StartsWith("--", StringComparison.Ordinal))
                AddLongOption(tokens, argument);
            else
                AddShortOptions(tokens, argument);
        }

        return tokens;
    }

    private static void AddLongOption(List<Token> tokens, string argument)
    {
        int end = argument.AsSpan(2).IndexOfAny(Separators);
        string name = end < 0 ? argument[2..] : argument[2..(end + 2)];
        if (name.Length < 2 || char.IsDigit(name[0]) || !name.All(c => char.IsLetterOrDigit(c) || c is '-' or '_'))
            throw new CommandLineException($"'{argument}' is no option: a long option has a name of letters, digits, '-' and '_'.");
        tokens.Add(new Token(TokenKind.LongOption, name));
        AddAttachedValue(tokens, argument, end + 2, end >= 0);
    }

    private static void AddShortOptions(List<Token> tokens, string argument)
    {
        if (argument.Length == 1 || argument[1] == ' ')
            throw new CommandLineException($"'{argument}' is no option: it has no name.");

        // A negative number is a value. What follows a space inside an argument is dropped, as Spectre.Console.Cli does.
        int end = 1;
        while (end < argument.Length && !char.IsWhiteSpace(argument[end])) end++;
        if (char.IsDigit(argument[1]))
        {
            tokens.Add(new Token(TokenKind.Text, argument[..end]));
            return;
        }

        int separator = argument.AsSpan(1, end - 1).IndexOfAny(Separators);
        string letters = separator < 0 ? argument[1..end] : argument[1..(separator + 1)];
        if (!letters.All(c => char.IsLetter(c) || c == '?'))
            throw new CommandLineException($"'{argument}' is no option: a short option is a letter.");
        foreach (char letter in letters)
            tokens.Add(new Token(TokenKind.ShortOption, letter.ToString(), IsGrouped: letters.Length > 1));
        AddAttachedValue(tokens, argument, separator + 1, separator >= 0);
    }

    private static void AddAttachedValue(List<Token> tokens, string argument, int separator, bool hasSeparator)
    {
        if (!hasSeparator) return;
        if (separator + 1 == argument.Length) throw new CommandLineException($"'{argument}' lacks a value.");
        tokens.Add(new Token(TokenKind.Text, argument[(separator + 1)..], IsAttached: true));
    }
}
