namespace Benchmarks.Simulation;

/// <summary>What became of a crowd.</summary>
/// <param name="OnRemote">Seconds until the last row was on the remote.</param>
/// <param name="OnBranch">Seconds until the last row was on the branch.</param>
/// <param name="OwnPushes">Pushes of one machine until its row was on the remote, at most.</param>
/// <param name="Rounds">Commits on the branch.</param>
/// <param name="InVain">Pushes that lost a race.</param>
internal sealed record CrowdOutcome(double OnRemote, double OnBranch, int OwnPushes, int Rounds, int InVain);
