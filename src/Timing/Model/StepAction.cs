namespace BuildTiming.Model;

/// <summary>What Terraform does to a resource.</summary>
internal enum StepAction
{
    /// <summary>It is made.</summary>
    Create,

    /// <summary>It is changed in place.</summary>
    Update,

    /// <summary>It is destroyed.</summary>
    Delete,

    /// <summary>A data source is read.</summary>
    Read,
}
