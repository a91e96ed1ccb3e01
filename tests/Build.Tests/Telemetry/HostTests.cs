using System.Text;
using Build.Tests.Programs;
using Build.Tests.Runs;

namespace Build.Tests.Telemetry;

/// <summary>Whole runs of <c>build.sh</c> with a backend, with a bad one, and without.</summary>
public sealed class HostTests
{
    private const string Bootstrap = "goldenpath-idp-bootstrap-v3.sh";
    private const string Secret = "hunter2-hunter2";

    private const string Stages = $"""
        echo '##### STAGE 1: CLUSTER #####'
        echo 'aws_vpc.this: Creating...'
        echo 'aws_vpc.this: Creation complete after 0s [id={Secret}]'
        exit 4

        """;

    [Fact]
    public async Task A_deploy_is_a_trace_that_what_runs_in_its_phases_can_join()
    {
        await using OtlpReceiver receiver = await OtlpReceiver.StartAsync();
        using Platform platform = await Platform.OfStubs();
        platform.Does(Bootstrap, Stages);
        const string trace = "0af7651916cd43dd8448eb211c80319c";

        ProgramRun run = await platform.Build(
            [
                ("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.Address), ("TRACEPARENT", $"00-{trace}-b7ad6b7169203331-01"),
                ("TF_VAR_password", Secret), ("KONG_NAMESPACE", Secret),
            ],
            "--target=deploypersistent");

        Assert.Equal(4, run.ExitCode);
        Assert.DoesNotContain("Telemetry", run.All);
        SentSpan[] spans = receiver.Spans;
        Assert.Equal(
            [
                "b7ad6b7169203331 > RUN DeployPersistent", "RUN DeployPersistent > apply-persistent",
                "RUN DeployPersistent > bootstrap-persistent", "bootstrap-persistent > STAGE 1: CLUSTER",
                "STAGE 1: CLUSTER > aws_vpc.this",
            ],
            spans.Select(span => $"{spans.SingleOrDefault(parent => parent.Id == span.Parent)?.Name ?? span.Parent} > {span.Name}"));
        Assert.All(spans, span => Assert.Equal(trace, span.Trace));
        Assert.All(spans[1..], span => Assert.InRange(span.Start, spans[0].Start, spans[0].End));
        Assert.Equal(("failure", "4"), (spans[0].Attributes["cicd.pipeline.result"], spans[0].Attributes["error.type"]));
        Assert.Equal(
            spans[1..3].Select(span => $"00-{trace}-{span.Id}-01"),
            platform.Calls.Where(call => call.Program is "terraform" or Bootstrap).Select(call => call.Variables["TRACEPARENT"]));
        Assert.Equal(
            ["cicd.pipeline.run.duration", "cicd.pipeline.task.run.duration", "cicd.pipeline.task.run.duration"],
            receiver.Histograms.Select(figure => figure.Name));
        Assert.Contains(Secret, await File.ReadAllTextAsync(platform.Path(platform.Logs[1])));
        Assert.All(receiver.Requests, request => Assert.DoesNotContain(Secret, Encoding.Latin1.GetString(request.Body)));
    }

    [Fact]
    public async Task A_backend_that_never_answers_is_one_warning_and_changes_neither_exit_code_nor_rows()
    {
        await using OtlpReceiver receiver = await OtlpReceiver.StartHangingAsync();
        using Platform platform = await Platform.OfStubs();
        platform.Does(Bootstrap, Stages);

        ProgramRun run = await platform.Build([("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.Address)], "--target=DeployPersistent");

        Assert.Equal(4, run.ExitCode);
        Assert.Equal(2, run.All.Split("warning: ").Length);
        Assert.Contains("warning: T", run.All);
        Assert.Equal(
            [("apply-persistent", "0"), ("bootstrap-persistent", "4")], (await platform.Git.Rows()).Select(row => (row[2], row[6])));
    }

    [Fact]
    [Trait("Turn", "a")]
    public async Task A_run_that_is_stopped_is_sent_as_cancelled()
    {
        await using OtlpReceiver receiver = await OtlpReceiver.StartAsync();
        using Platform platform = await Platform.OfStubs();
        platform.Environment["OTEL_EXPORTER_OTLP_ENDPOINT"] = receiver.Address;
        platform.Does("goldenpath-idp-bootstrap-v4.sh", "echo '=== Stage 1: Wait ==='; read -r _ </dev/zero");
        await using RunningBuild build = await RunningBuild.StartAsync(platform, "--target=BootstrapPersistent");
        await build.SeeAsync("=== Stage 1: Wait ===");

        await build.SendAsync("TERM");

        Assert.Equal(143, await build.EndAsync());
        SentSpan[] spans = receiver.Spans;
        Assert.Equal(["RUN BootstrapPersistent", "bootstrap-persistent", "Stage 1: Wait"], spans.Select(span => span.Name));
        Assert.Equal("cancellation", spans[0].Attributes["cicd.pipeline.result"]);
        Assert.Equal("cancellation", spans[1].Attributes["cicd.pipeline.task.run.result"]);
        Assert.Equal("unfinished", spans[2].Attributes["build_timing.step.outcome"]);
        Assert.All(receiver.Requests, request => Assert.NotEmpty(request.Body));
    }

    /// <summary>The host's files of OpenTelemetry are made unusable: whoever loads one fails.</summary>
    [Theory]
    [InlineData(null, "")]
    [InlineData("http://127.0.0.1:1", "warning: Traces and metrics of this run could not be sent: ")]
    public async Task Without_a_backend_nothing_of_it_is_loaded(string? endpoint, string warning)
    {
        using Platform platform = await Platform.OfStubs();
        string host = Path.Combine(platform.Folder, "host");
        Copy(Path.GetDirectoryName(await HostUnderTest.DllAsync())!, host);
        string[] unusable = ["OpenTelemetry*.dll", "BuildTiming.Telemetry.dll", "Microsoft.Extensions.Configuration*.dll"];
        string[] files = [.. unusable.SelectMany(pattern => Directory.GetFiles(host, pattern))];
        foreach (string file in files) await File.WriteAllTextAsync(file, "no assembly");
        (string Name, string Value)[] variables =
            [("TRACEPARENT", "as it was"), .. endpoint is null ? [] : new[] { ("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint) }];

        ProgramRun run = await platform.Run(variables, "dotnet", Path.Combine(host, "Build.dll"), $"--platform-root={platform.Root}",
            "--target=ApplyPersistent");

        Assert.Contains(files, file => file.EndsWith("OpenTelemetry.dll", StringComparison.Ordinal));
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(warning.Length > 0 ? 1 : 0, run.All.Split("warning: ").Length - 1);
        Assert.Contains(warning, run.All);
        Assert.Equal("as it was", platform.Calls[0].Variables["TRACEPARENT"]);
        Assert.Equal("0", Assert.Single(await platform.Git.Rows())[6]);
    }

    private static void Copy(string folder, string to)
    {
        Directory.CreateDirectory(to);
        foreach (string file in Directory.GetFiles(folder)) File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
    }
}
