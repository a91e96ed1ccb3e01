using System.Text;

namespace BuildTiming.Running;

/// <summary>The command of a phase: a program and its arguments, which are never joined into one string.</summary>
public sealed record PhaseCommand
{
    /// <summary>The program: a name that is looked up on PATH, or a path.</summary>
    public required string Program { get; init; }

    /// <summary>Its arguments, each passed on as it is; by default none.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Variables added to the inherited environment, or replacing those of the same name; by default none.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>The folder it runs in; by default this program's current directory.</summary>
    public string WorkingDirectory { get; init; } = Directory.GetCurrentDirectory();

    /// <summary>
    /// A hangup of the terminal comes to the command as SIGTERM, of which Terraform stops gracefully while it would die of the hangup.
    /// False for a command, such as a test run, below which signals are to mean what they always mean. By default true.
    /// </summary>
    public bool IsShieldedFromHangup { get; init; } = true;

    /// <summary>
    /// Told the number of the command's process once it has started, at once and on the way: it must not take long nor throw.
    /// </summary>
    public Action<int>? Started { get; init; }

    /// <summary>
    /// What messages call the command; null, the default, for the words by which one could type it into a shell. Where these may hold
    /// secrets, it is to be given.
    /// </summary>
    public string? Title { get; init; }

    /// <summary>The command as messages call it.</summary>
    public override string ToString()
    {
        if (Title is { } title) return title;
        var text = new StringBuilder();
        foreach ((string name, string value) in Environment) text.Append(name).Append('=').Append(ShellWord.Quote(value)).Append(' ');
        text.Append(ShellWord.Quote(Program));
        foreach (string argument in Arguments) text.Append(' ').Append(ShellWord.Quote(argument));
        return text.ToString();
    }
}
