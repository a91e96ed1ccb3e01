using Faults.Plans;

namespace Faults.Hosts;

/// <summary>How a run of the host ended.</summary>
internal sealed record HostOutcome(HostPlan Plan, int ExitCode, TimeSpan Duration)
{
    /// <summary>Stands for a host that had to be ended because it would not end.</summary>
    public const int Hung = -1;

    /// <summary>128 + 9.</summary>
    private const int BySigkill = 137;

    public bool WasKilled => ExitCode == BySigkill;

    /// <summary>The run has come to the git command that was to answer wrongly.</summary>
    public bool WasAnsweredWrongly { get; init; }

    /// <summary>
    /// What is wrong with a host that lived: it must end with its phases' own code, whatever became of git or the remote.
    /// </summary>
    public string? Complaint
    {
        get
        {
            int expected = Plan.Targets is ["CommitTimings"] or ["MergeHandoffs"] ? 0 : Plan.ExitCode;
            if (WasKilled || ExitCode == expected) return null;
            // That is what a merge says whose git was killed: it is the only target whose outcome recording is.
            if (Plan is { Targets: ["MergeHandoffs"], Fault: not NoFault } && ExitCode == 1) return null;
            return ExitCode == Hung ? $"{Plan.Env} hung" : $"{Plan.Env} ended with exit code {ExitCode} instead of {expected}";
        }
    }
}
