namespace Cake.Frosting.CommandLine;

/// <summary>
/// Tells the host's options from the build's arguments. The rules are those of Spectre.Console.Cli's relaxed parsing,
/// which Cake.Frosting uses; its command framework costs more time than the rest of the host's start, so the rules are
/// applied here, and a test compares the two on generated command lines.
/// </summary>
internal sealed class OptionParser
{
    private readonly List<Token> _tokens;
    private readonly Dictionary<HostOption, List<string>> _values = [];
    private readonly List<KeyValuePair<string, string?>> _buildArguments = [];
    private int _position;

    public OptionParser(IEnumerable<string> arguments)
    {
        _tokens = Tokenizer.Tokenize(arguments);
        ReadOptions();
        ReadAfterSeparator();
    }

    public IReadOnlyList<KeyValuePair<string, string?>> BuildArguments => _buildArguments;

    public IReadOnlyList<string> Values(HostOption option) => _values.GetValueOrDefault(option) ?? [];

    public bool IsSet(HostOption flag) => _values.TryGetValue(flag, out List<string>? given) && bool.Parse(given[^1]);

    private void ReadOptions()
    {
        while (_position < _tokens.Count)
        {
            Token token = _tokens[_position++];
            if (token.Kind == TokenKind.Separator) return;
            if (token.Kind == TokenKind.Text)
                throw new CommandLineException($"'{token.Value}' is out of place: no option takes it as its value.");
            if (IsHelp(token))
                Add(HostOptions.Help, bool.TrueString);
            else if (HostOptions.All.FirstOrDefault(option => option.Matches(token)) is not { } option)
                AddBuildArgument(token, TakeValue(token));
            else if (option.IsFlag)
                ReadFlag(token, option);
            else
                Add(option, TakeValue(token) ?? throw new CommandLineException($"The option '{token.Text}' lacks its value."));
        }
    }

    // After "--" nothing is an option of the host, and a text that no option takes is not an error.
    private void ReadAfterSeparator()
    {
        for (; _position < _tokens.Count; _position++)
        {
            Token token = _tokens[_position];
            if (token.Kind is TokenKind.LongOption or TokenKind.ShortOption)
                AddBuildArgument(token, PeekValue(_position + 1, token));
        }
    }

    // A flag takes "true" or "false"; with any other attached value it is the build's argument: --version=1.2.3.
    private void ReadFlag(Token token, HostOption flag)
    {
        string? value = PeekValue(_position, token);
        if (IsBoolean(value))
            Add(flag, TakeValue(token)!);
        else if (value is not null && _tokens[_position].IsAttached)
            AddBuildArgument(token, TakeValue(token));
        else
            Add(flag, bool.TrueString);
    }

    private string? TakeValue(Token option)
    {
        string? value = PeekValue(_position, option);
        if (value is not null) _position++;
        return value;
    }

    private string? PeekValue(int at, Token option) =>
        !option.IsGrouped && at < _tokens.Count && _tokens[at].Kind == TokenKind.Text ? _tokens[at].Value : null;

    private static bool IsBoolean(string? value) =>
        string.Equals(value, "true", StringComparison.OrdinalIgnoreCase)
        || string.Equals(value, "false", StringComparison.OrdinalIgnoreCase);

    private static bool IsHelp(Token token) =>
        token.Value is "?" || token.Value == HostOptions.Help.Letter || HostOptions.Help.Matches(token);

    private void Add(HostOption option, string value)
    {
        if (!_values.TryGetValue(option, out List<string>? list)) _values.Add(option, list = []);
        list.Add(value);
    }

    private void AddBuildArgument(Token token, string? value) => _buildArguments.Add(new(token.Text, value));
}
