using Tests.Shared.Programs;

namespace Tests.Shared.Facts;

/// <summary>A test that runs real Terraform; skipped, saying so, where it is not on PATH.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TerraformFactAttribute : FactAttribute
{
    public TerraformFactAttribute() => Skip = ProgramOnPath.Missing("terraform");
}
