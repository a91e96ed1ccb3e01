namespace Tests.Shared.Facts;

/// <summary>A <see cref="SampledTheoryAttribute"/> of what only Linux offers.</summary>
public sealed class LinuxSampledTheoryAttribute : SampledTheoryAttribute
{
    public LinuxSampledTheoryAttribute() => Skip = new LinuxFactAttribute().Skip;
}
