using BuildTiming.Model;

namespace BuildTiming.Output.Steps;

/// <summary>A resource that Terraform works on.</summary>
internal sealed class OpenResource
{
    // Terraform says "Still creating..." that often.
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    // It rounds the begin and the end to seconds.
    private static readonly TimeSpan Rounding = TimeSpan.FromMilliseconds(999);

    /// <summary>How much of what it goes by is its address, in bytes; behind it stands which object, when it is a deposed one.</summary>
    public required int AddressLength { get; init; }

    /// <summary>What is done to it.</summary>
    public required StepAction Action { get; init; }

    /// <summary>When that began, after the phase's start.</summary>
    public required TimeSpan Start { get; init; }

    /// <summary>When Terraform last said that it goes on.</summary>
    public TimeSpan LastSign { get; set; }

    /// <summary>
    /// When it ended, where only later something is known of it: an error is told when the whole run is over, but what goes on is told
    /// every ten seconds.
    /// </summary>
    public TimeSpan EndAt(TimeSpan told) => told < LastSign + Interval ? told : LastSign + Interval;

    /// <summary>Begin and end of one that has ended, as our clock has them; as Terraform's, where the begin was not seen.</summary>
    /// <remarks>
    /// Where the two clocks differ by more than Terraform rounds, the output came late (a paused terminal, a pipe that is read slowly), and
    /// Terraform's is right.
    /// </remarks>
    /// <param name="begun">When the begin was seen; null when it was not.</param>
    /// <param name="ended">When the end was seen.</param>
    /// <param name="took">How long it took by Terraform's clock.</param>
    public static (TimeSpan Start, TimeSpan End) Timed(TimeSpan? begun, TimeSpan ended, TimeSpan took)
    {
        if (begun is { } start)
        {
            if ((ended - start - took).Duration() <= Rounding) return (start, ended);
            if (took < ended - start) return (start, start + took);
        }

        return (took < ended ? ended - took : TimeSpan.Zero, ended);
    }
}
