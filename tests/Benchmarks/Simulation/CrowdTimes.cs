namespace Benchmarks.Simulation;

/// <summary>How long a machine waits for one remote, in seconds.</summary>
/// <param name="Fetch">A fetch, and a look at what waits.</param>
/// <param name="Push">A push.</param>
internal sealed record CrowdTimes(double Fetch, double Push);
