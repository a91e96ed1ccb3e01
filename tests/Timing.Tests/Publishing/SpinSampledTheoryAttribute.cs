using Tests.Shared.Facts;
using Tests.Shared.Programs;

namespace Timing.Tests.Publishing;

/// <inheritdoc cref="SpinTheoryAttribute"/>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SpinSampledTheoryAttribute : SampledTheoryAttribute
{
    public SpinSampledTheoryAttribute() => Skip = ProgramOnPath.Missing("spin", "gcc");
}
