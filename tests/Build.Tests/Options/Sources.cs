using Build.Options;
using Cake.Core;
using Cake.Core.Configuration;

namespace Build.Tests.Options;

/// <summary>The three places that options come from.</summary>
internal sealed class Sources
{
    private readonly List<(string Name, string? Value)> _arguments = [];
    private readonly Dictionary<string, string> _variables = [];
    private readonly Dictionary<string, string> _settings = [];

    public OptionReader Reader => new(
        new CakeArguments(_arguments.ToLookup(argument => argument.Name, argument => argument.Value, StringComparer.OrdinalIgnoreCase)!),
        new FakeEnvironment(_variables),
        new CakeConfiguration(_settings));

    public Sources Argument(string name, string? value)
    {
        _arguments.Add((name, value));
        return this;
    }

    public Sources Variable(string name, string value)
    {
        _variables[name] = value;
        return this;
    }

    public Sources Setting(string name, string value)
    {
        _settings[name] = value;
        return this;
    }

    public BuildOptions Read() => BuildOptions.Read(Reader, "/platform");

    /// <summary>The message of the refusal, whose exit code is 2.</summary>
    public string Refusal()
    {
        CakeException refusal = Assert.Throws<CakeException>(Read);
        Assert.Equal(2, refusal.ExitCode);
        return refusal.Message;
    }
}
