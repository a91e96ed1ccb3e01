using System.Globalization;

namespace BuildTiming.Telemetry;

/// <summary>How a run or a phase ended, in the words of the conventions.</summary>
/// <param name="Name">The result.</param>
/// <param name="ErrorType">The class of error: the exit code; null where it ended well.</param>
internal sealed record Result(string Name, string? ErrorType)
{
    private const int Killed = 137;

    /// <summary>It did not end well.</summary>
    public bool IsError => Name is "failure" or "error";

    /// <summary>The result that an exit code stands for.</summary>
    /// <param name="exitCode">128 and the number of a signal where one ended it.</param>
    /// <param name="isInterrupted">A stop was asked for: it was cancelled, whatever its commands made of that.</param>
    public static Result Of(int exitCode, bool isInterrupted) => new(
        exitCode switch
        {
            _ when isInterrupted => "cancellation",
            0 => "success",
            // SIGHUP, SIGINT, SIGQUIT, SIGTERM: somebody wanted it to stop.
            129 or 130 or 131 or 143 => "cancellation",
            Killed => "error",
            _ => "failure",
        },
        exitCode == 0 ? null : exitCode.ToString(CultureInfo.InvariantCulture));
}
