namespace BuildTiming.Output.Steps;

/// <summary>How far a phase has come.</summary>
/// <param name="Stage">The stage that it is in: the one that began last; null outside of stages.</param>
/// <param name="Pass">The pass that it is in, inside the stage; null where there is none.</param>
/// <param name="InProgress">How many resources Terraform makes, changes or destroys now.</param>
/// <param name="Done">How many it has made, changed or destroyed so far.</param>
internal sealed record StepProgress(OpenStage? Stage, OpenStage? Pass, int InProgress, int Done);
