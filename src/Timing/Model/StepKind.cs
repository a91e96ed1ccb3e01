namespace BuildTiming.Model;

/// <summary>What a <see cref="Step"/> is a part of.</summary>
internal enum StepKind
{
    /// <summary>A stage that the phase's script announces.</summary>
    Stage,

    /// <summary>A pass inside a stage.</summary>
    Pass,

    /// <summary>A resource that Terraform works on.</summary>
    Resource,
}
