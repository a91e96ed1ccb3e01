using BuildTiming.Model;
using BuildTiming.Sessions.Telemetry;

namespace Build.Tests.Telemetry;

/// <summary>The trace as a backend gets it.</summary>
public sealed class SentTraceTests
{
    private const string Flags = "REGION=eu-west-2 COMMIT=0123456789ab+ CI_RUN=https://ci.example.org/runs/7";

    [Fact]
    public async Task A_run_is_one_trace_of_its_phases_their_stages_passes_and_resources()
    {
        await using OtlpReceiver receiver = await OtlpReceiver.StartAsync();

        string? complaint = TelemetryScene.For(receiver).Tell(Ended.Run(0,
            Ended.Phase("apply-persistent", 1, steps: Ended.Step(StepKind.Resource, "aws_vpc.this", 2, 5)),
            Ended.Phase("bootstrap-persistent", 100, steps:
            [
                Ended.Step(StepKind.Stage, "Stage 1: Terraform Apply", 101, 60),
                Ended.Step(StepKind.Stage, "Stage 2: Wait", 161, 20),
                Ended.Step(StepKind.Pass, "Pass 1/2: Cluster", 102, 30),
                Ended.Step(StepKind.Resource, """aws_subnet.private["a,b"]""", 140, 10),
                Ended.Step(StepKind.Resource, "aws_eks_cluster.this", 103.25, 12.5),
                Ended.Step(StepKind.Resource, "aws_iam_role.early", 100.5, 3),
            ])));

        Assert.Null(complaint);
        SentSpan[] spans = receiver.Spans;
        Assert.Single(spans.Select(span => span.Trace).Distinct());
        Assert.Equal(spans.Length, spans.Select(span => span.Id).Distinct().Count());
        Assert.All(spans, span => Assert.Equal("BuildTiming", span.Scope));
        Assert.Equal(
            [
                "RUN DeployPersistent", "RUN DeployPersistent > apply-persistent", "apply-persistent > aws_vpc.this",
                "RUN DeployPersistent > bootstrap-persistent", "bootstrap-persistent > Stage 1: Terraform Apply",
                "bootstrap-persistent > Stage 2: Wait", "Stage 1: Terraform Apply > Pass 1/2: Cluster",
                """Stage 1: Terraform Apply > aws_subnet.private["a,b"]""", "Pass 1/2: Cluster > aws_eks_cluster.this",
                "bootstrap-persistent > aws_iam_role.early",
            ],
            spans.Select(span => spans.SingleOrDefault(parent => parent.Id == span.Parent) is { } parent
                ? $"{parent.Name} > {span.Name}"
                : span.Name));
        Assert.Equal([SentSpan.Server], spans.Where(span => span.Parent.Length == 0).Select(span => span.Kind));
        Assert.All(spans.Where(span => span.Parent.Length > 0), span => Assert.Equal(SentSpan.Internal, span.Kind));
    }

    [Fact]
    public async Task Every_span_has_the_times_of_what_it_stands_for()
    {
        await using OtlpReceiver receiver = await OtlpReceiver.StartAsync();

        TelemetryScene.For(receiver).Tell(Ended.Run(0,
            Ended.Phase("apply-persistent", 1.0625004, steps: Ended.Step(StepKind.Resource, "aws_vpc.this", 3.042, 12.345))));

        Assert.Equal(
            [
                ("RUN DeployPersistent", 0, 1_200_000),
                // As the file of steps has it: in milliseconds.
                ("apply-persistent", 1_062, 91_562),
                ("aws_vpc.this", 3_042, 15_387),
            ],
            receiver.Spans.Select(span =>
                (span.Name, (int)(span.Start - Ended.Began).TotalMilliseconds, (int)(span.End - Ended.Began).TotalMilliseconds)));
    }

    [Fact]
    public async Task A_run_says_what_ran_where_and_how_it_ended()
    {
        await using OtlpReceiver receiver = await OtlpReceiver.StartAsync();
        EndedRun run = Ended.Run(0, Ended.Phase("apply-persistent", 1, flags: Flags), Ended.Phase("bootstrap-persistent", 100));

        TelemetryScene.For(receiver).Tell(run);

        SentSpan root = receiver.Spans[0];
        Assert.Equal(new Dictionary<string, string>
        {
            ["cicd.pipeline.name"] = "DeployPersistent",
            ["cicd.pipeline.action.name"] = "RUN",
            ["cicd.pipeline.run.id"] = run.Phases[0].Start.RunId,
            ["cicd.pipeline.run.url.full"] = "https://ci.example.org/runs/7",
            ["cicd.pipeline.result"] = "success",
            ["deployment.environment.name"] = "dev",
            ["vcs.ref.head.revision"] = "0123456789ab",
            ["build_timing.working_tree.modified"] = "true",
        }, root.Attributes);
        Assert.Equal("DeployPersistent", root.Resource["cicd.pipeline.name"]);
        Assert.Equal(run.Phases[0].Start.RunId, root.Resource["cicd.pipeline.run.id"]);
        Assert.Equal("build-timing", root.Resource["service.name"]);
        Assert.Equal(0, root.Status);
    }

    [Fact]
    public async Task A_phase_says_what_its_row_does()
    {
        await using OtlpReceiver receiver = await OtlpReceiver.StartAsync();
        EndedRun run = Ended.Run(3, Ended.Phase("apply-persistent", 1, 3, Flags, Ended.Rest(1450, 2)));

        TelemetryScene.For(receiver).Tell(run);

        SentSpan phase = Assert.Single(receiver.Spans, span => span.Name == "apply-persistent");
        Assert.Equal(new Dictionary<string, string>
        {
            ["cicd.pipeline.task.name"] = "apply-persistent",
            ["cicd.pipeline.task.type"] = "deploy",
            ["cicd.pipeline.task.run.id"] = run.Phases[0].Start.RunId,
            ["cicd.pipeline.task.run.url.full"] = "https://ci.example.org/runs/7",
            ["cicd.pipeline.task.run.result"] = "failure",
            ["error.type"] = "3",
            ["process.exit.code"] = "3",
            ["deployment.environment.name"] = "dev",
            ["vcs.ref.head.revision"] = "0123456789ab",
            ["build_timing.working_tree.modified"] = "true",
            ["build_timing.build.id"] = "persistent",
            ["build_timing.resources.added"] = "2",
            ["build_timing.resources.changed"] = "1",
            ["build_timing.resources.destroyed"] = "0",
            ["build_timing.steps.left_out"] = "1450",
        }, phase.Attributes);
        Assert.Equal(SentSpan.Error, phase.Status);
        Assert.Equal(("failure", "3"), (receiver.Spans[0].Attributes["cicd.pipeline.result"], receiver.Spans[0].Attributes["error.type"]));
        Assert.Equal(SentSpan.Error, receiver.Spans[0].Status);
        // What stands for others has no time of its own.
        Assert.Equal(2, receiver.Spans.Length);
    }

    [Fact]
    public async Task A_step_says_what_it_is_and_how_it_ended()
    {
        await using OtlpReceiver receiver = await OtlpReceiver.StartAsync();

        TelemetryScene.For(receiver).Tell(Ended.Run(1, Ended.Phase("apply-persistent", 1, steps:
        [
            Ended.Step(StepKind.Stage, "Stage 1", 1, 80, StepOutcome.Unfinished),
            Ended.Step(StepKind.Resource, "aws_vpc.this", 2, 5, StepOutcome.Failed),
        ])));

        SentSpan stage = Assert.Single(receiver.Spans, span => span.Name == "Stage 1");
        SentSpan resource = Assert.Single(receiver.Spans, span => span.Name == "aws_vpc.this");
        Assert.Equal(
            new Dictionary<string, string> { ["build_timing.step.kind"] = "stage", ["build_timing.step.outcome"] = "unfinished" },
            stage.Attributes);
        Assert.Equal(new Dictionary<string, string>
        {
            ["build_timing.step.kind"] = "resource",
            ["build_timing.step.outcome"] = "failed",
            ["build_timing.step.action"] = "create",
        }, resource.Attributes);
        Assert.Equal((0, SentSpan.Error), (stage.Status, resource.Status));
    }

    [Fact]
    public async Task Thousands_of_steps_arrive_all()
    {
        await using OtlpReceiver receiver = await OtlpReceiver.StartAsync();
        Step[] steps = [.. Enumerable.Range(0, 3000).Select(i => Ended.Step(StepKind.Resource, $"aws_vpc.this[{i}]", 2, 1))];

        Assert.Null(TelemetryScene.For(receiver).Tell(Ended.Run(0, Ended.Phase("apply-persistent", 1, steps: steps))));

        Assert.Equal(3002, receiver.Spans.Length);
    }

    [Fact]
    public async Task The_variables_of_OpenTelemetry_say_whose_trace_it_is_and_have_the_last_word()
    {
        await using OtlpReceiver receiver = await OtlpReceiver.StartAsync();

        TelemetryScene.For(receiver, ("OTEL_SERVICE_NAME", "deploys"), ("OTEL_RESOURCE_ATTRIBUTES", "team=platform,service.version=9"))
            .Tell(Ended.Run(0, Ended.Phase("apply-persistent", 1)));

        IReadOnlyDictionary<string, string> resource = receiver.Spans[0].Resource;
        Assert.Equal(("deploys", "platform", "9"), (resource["service.name"], resource["team"], resource["service.version"]));
        Assert.Equal("opentelemetry", resource["telemetry.sdk.name"]);
    }
}
