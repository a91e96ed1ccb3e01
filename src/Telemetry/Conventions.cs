namespace BuildTiming.Telemetry;

/// <summary>The names of what is sent.</summary>
/// <remarks>
/// OpenTelemetry's semantic conventions, version 1.43: https://opentelemetry.io/docs/specs/semconv/cicd/ and
/// https://opentelemetry.io/docs/specs/semconv/registry/attributes/. What they have no name for begins with <c>build_timing.</c>.
/// </remarks>
internal static class Conventions
{
    /// <summary>The instrumentation scope: whose spans and metrics they are.</summary>
    public const string Scope = "BuildTiming";

    /// <summary>The service, where <c>OTEL_SERVICE_NAME</c> names no other.</summary>
    public const string Service = "build-timing";

    public const string PipelineName = "cicd.pipeline.name";
    public const string PipelineAction = "cicd.pipeline.action.name";
    public const string PipelineResult = "cicd.pipeline.result";
    public const string PipelineRunId = "cicd.pipeline.run.id";
    public const string PipelineRunUrl = "cicd.pipeline.run.url.full";
    public const string PipelineRunState = "cicd.pipeline.run.state";
    public const string PipelineRunDuration = "cicd.pipeline.run.duration";
    public const string TaskName = "cicd.pipeline.task.name";
    public const string TaskType = "cicd.pipeline.task.type";
    public const string TaskRunId = "cicd.pipeline.task.run.id";
    public const string TaskRunUrl = "cicd.pipeline.task.run.url.full";
    public const string TaskRunResult = "cicd.pipeline.task.run.result";
    public const string ErrorType = "error.type";
    public const string ExitCode = "process.exit.code";
    public const string Environment = "deployment.environment.name";
    public const string Revision = "vcs.ref.head.revision";

    /// <summary>Of the same shape as <see cref="PipelineRunDuration"/>: the conventions have none for a task.</summary>
    public const string TaskRunDuration = "cicd.pipeline.task.run.duration";

    public const string IsModified = "build_timing.working_tree.modified";
    public const string BuildId = "build_timing.build.id";
    public const string ResourcesAdded = "build_timing.resources.added";
    public const string ResourcesChanged = "build_timing.resources.changed";
    public const string ResourcesDestroyed = "build_timing.resources.destroyed";
    public const string StepsLeftOut = "build_timing.steps.left_out";
    public const string StepKind = "build_timing.step.kind";
    public const string StepAction = "build_timing.step.action";
    public const string StepOutcome = "build_timing.step.outcome";

    /// <summary>What a phase does: its own name says more.</summary>
    public const string Deploy = "deploy";

    /// <summary>What a run does.</summary>
    public const string Run = "RUN";

    /// <summary>The part of a run that its duration measures: all of it.</summary>
    public const string Executing = "executing";
}
