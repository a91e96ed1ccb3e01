using Tests.Shared.Programs;

namespace Timing.Tests.Publishing;

/// <summary>A test that checks a model with Spin; skipped, saying so, without Spin or the compiler that it needs.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SpinTheoryAttribute : TheoryAttribute
{
    public SpinTheoryAttribute() => Skip = ProgramOnPath.Missing("spin", "gcc");
}
