using BuildTiming.Running;

namespace Build.Options;

/// <summary>How the caller can start this host again: a command to paste must work in the caller's shell and folder.</summary>
/// <param name="Script">The script, absolute or relative to the caller's folder.</param>
/// <param name="IsPowerShell">The caller's shell is PowerShell.</param>
public sealed record Entry(string Script, bool IsPowerShell = false)
{
    /// <summary>Set by <c>build.ps1</c>: its path for its caller.</summary>
    private const string OfPowerShell = "BUILD_ENTRY";

    /// <summary>The entry that has started this process.</summary>
    /// <remarks><c>build.sh</c> goes to its own folder first, and the shell keeps where it came from.</remarks>
    /// <param name="variable">The value of an environment variable.</param>
    public static Entry Of(Func<string, string?> variable)
    {
        if (variable(OfPowerShell) is { Length: > 0 } script) return new(script, IsPowerShell: true);
        bool isElsewhere = variable("OLDPWD") is { Length: > 0 } before && before != variable("PWD");
        return new(isElsewhere && variable("PWD") is { Length: > 0 } here ? Path.Combine(here, "build.sh") : "./build.sh");
    }

    /// <summary>The command that starts it with these words.</summary>
    public string Command(IReadOnlyList<string> words)
    {
        if (!IsPowerShell) return new PhaseCommand { Program = Script, Arguments = words }.ToString();
        string script = Quote(Script);
        return string.Join(' ', [script == Script ? script : "& " + script, .. words.Select(Quote)]);
    }

    // A comma makes two words of one, a colon may end the name of a parameter.
    private static string Quote(string word) =>
        word.All(character => char.IsAsciiLetterOrDigit(character) || "-_./\\=".Contains(character))
            ? word
            : $"'{word.Replace("'", "''", StringComparison.Ordinal)}'";
}
