using Xunit.Sdk;

namespace Tests.Shared.Facts;

/// <summary>
/// A theory whose cases say nearly the same and start dozens of processes each: where a sample is asked for (<see cref="TestSample"/>),
/// one of them runs.
/// </summary>
[XunitTestCaseDiscoverer("Tests.Shared.Facts.SampledTheoryDiscoverer", "Tests.Shared")]
[AttributeUsage(AttributeTargets.Method)]
public class SampledTheoryAttribute : TheoryAttribute;
