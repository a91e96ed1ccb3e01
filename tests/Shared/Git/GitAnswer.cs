namespace Tests.Shared.Git;

/// <summary>What git said.</summary>
/// <param name="Command">The arguments that it had.</param>
public sealed record GitAnswer(string Command, int ExitCode, string Output, string Error)
{
    /// <summary>The output of a command that has to succeed; its failure fails the test.</summary>
    public string Text => ExitCode == 0 ? Output : throw new InvalidOperationException($"git {Command} ended with {ExitCode}: {Error}");
}
