using Cake.Core;

namespace Build.Options;

/// <summary>The caller asked for something that cannot be done as asked.</summary>
internal static class InvalidOption
{
    /// <summary>The exit code of a run that did nothing because of how it was called.</summary>
    public const int ExitCode = 2;

    /// <summary>Ends the run before anything has run.</summary>
    /// <param name="message">What is wrong, and what to do.</param>
    public static CakeException Because(string message) => new(ExitCode, message);
}
