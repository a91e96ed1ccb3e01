using Tests.Shared.Programs;
namespace Timing.Tests.Running;

/// <summary>A test that runs real Terraform; skipped, saying so, where it is not on PATH.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TerraformTheoryAttribute : TheoryAttribute
{
    public TerraformTheoryAttribute() => Skip = ProgramOnPath.Missing("terraform");
}
