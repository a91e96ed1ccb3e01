namespace BuildTiming.Output.Terraform;

/// <summary>What one line of a phase's output says about Terraform's work.</summary>
internal enum TerraformLineKind
{
    /// <summary>Nothing that is counted.</summary>
    Other,

    /// <summary>The summary of a run that succeeded.</summary>
    Summary,

    /// <summary>One resource is done.</summary>
    Resource,

    /// <summary>A run begins: what was counted before it belongs to an earlier one.</summary>
    RunStarts,

    /// <summary>A run begins and has found nothing to do.</summary>
    NothingToDo,

    /// <summary>A run has failed: no summary follows.</summary>
    RunFails,

    /// <summary>An uncoloured error quotes, unindented, what a provisioner's command printed.</summary>
    QuotesCommand,

    /// <summary>An output value of several lines begins, unindented.</summary>
    QuotesValue,
}
