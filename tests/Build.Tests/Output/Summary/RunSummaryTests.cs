using BuildTiming.Model;
using BuildTiming.Output;
using Cake.BuildTiming.Output;
using Cake.BuildTiming.Output.Summary;
using static Build.Tests.Output.Summary.PhaseSample;

namespace Build.Tests.Output.Summary;

public sealed class RunSummaryTests
{
    private const string Cluster = "module.eks.aws_eks_cluster.this";

    private static readonly EndedPhase[] Unknown =
        [Phase("apply-persistent", 131, 0, new(10, 0, 0)), Phase("bootstrap-persistent", 4020, 1, new(4, 0, 0))];

    private static readonly EndedPhase[] Known =
    [
        Phase("apply-persistent", 131, 0, new(10, 0, 0)) with { History = History([128, 131, 140]) },
        Phase("bootstrap-persistent", 1178, 0, new(7, 0, 0)) with
        {
            Steps =
            [
                Stage("Terraform apply", 0, 440), Resource(Cluster, 20, 262), Resource("aws_vpc.this", 10, 4),
                Stage("Controllers", 440, 110), Stage("ArgoCD sync wait", 560, 360),
            ],
            History = History([970, 996, 1010, 1020], Stage("Terraform apply", 0, 430), Stage("ArgoCD sync wait", 0, 182)),
        },
    ];

    private static readonly LogPlace Here = new(root: null, "/work");

    [Theory]
    [InlineData(null, "logs/a.log", "/work/logs/a.log")]
    [InlineData("/work", "logs/a.log", "/work/logs/a.log")]
    [InlineData("/work/samples/platform", "samples/platform/logs/a.log", "/work/samples/platform/logs/a.log")]
    [InlineData("samples/platform", "samples/platform/logs/a.log", "/work/samples/platform/logs/a.log")]
    [InlineData("/work of others", "/work of others/logs/a.log", "/work of others/logs/a.log")]
    [InlineData("../platform", "/platform/logs/a.log", "/platform/logs/a.log")]
    public void The_path_of_a_log_can_be_pasted_where_the_build_runs(string? root, string shown, string file)
    {
        Assert.Equal(shown, new LogPlace(root, "/work").Of("logs/a.log"));
        Assert.Equal(file, new LogPlace(root, "/work").File("logs/a.log"));
    }

    [Fact]
    public void Where_no_earlier_run_is_known_a_phase_is_a_line_and_a_path_is_a_line() => Assert.Equal(
        [
            "",
            "  ✓ apply-persistent      2m 11s          +10 ~0 -0",
            "  ✕ bootstrap-persistent  1h 07m  exit 1  +4 ~0 -0",
            "",
            "  Logs:",
            "    logs/build-timings/apply-persistent-dev-persistent-20260327T104200Z.log",
            "    logs/build-timings/bootstrap-persistent-dev-persistent-20260327T104200Z.log",
            "",
        ],
        new RunSummary(Unknown, new(80, Unicode: true), Here).Lines());

    [Fact]
    public void At_44_columns_what_changed_is_left_out_and_in_ASCII_the_signs_are_words() => Assert.Equal(
        ["", "  ok apply-persistent      2m 11s", "  x  bootstrap-persistent  1h 07m  exit 1"],
        new RunSummary(Unknown, new(44, Unicode: false), Here).Lines().Take(3));

    [Fact]
    public void Each_phase_is_held_against_its_usual_and_so_are_the_parts_where_the_time_went() => Assert.Equal(
        """
          ✓ apply-persistent       2m 11s  usual                 +10 ~0 -0
          ✓ bootstrap-persistent  19m 38s  +17 % ▲ slowest of 5  +7 ~0 -0
              ArgoCD sync wait                   6m 00s  +98 % ▲  usually 3m 02s
              Terraform apply                    7m 20s  usual
                module.eks.aws_eks_cluster.this  4m 22s
        """, Text(Known));

    [Fact]
    public void In_a_narrow_terminal_lines_go_on_below_and_no_name_is_cut()
    {
        string[] lines = Text(Known, columns: 40, unicode: false).Split('\n');

        Assert.Contains("  ok bootstrap-persistent 19m 38s", lines);
        Assert.Contains("    +17 % slow slowest of 5", lines);
        Assert.All(lines, line => Assert.True(line.Length <= 40 || line.Trim() == Cluster, line));
    }

    [Fact]
    public void A_failed_phase_names_the_stage_and_says_what_it_said_itself()
    {
        EndedPhase failed = Phase("bootstrap-persistent", 460, 1, new(4, 0, 0)) with
        {
            Steps = [Stage("Terraform apply", 0, 100), Stage("ArgoCD sync wait", 100, 360, StepOutcome.Failed)],
            History = History([996, 996, 996], Stage("ArgoCD sync wait", 0, 182)),
            LastWords = new LastWords(["Error: waiting for application", "", "  with argocd_application.platform,"], 2),
        };

        Assert.Equal(
            """
              ✕ bootstrap-persistent  7m 40s  exit 1  +4 ~0 -0
                  failed in ArgoCD sync wait after 6m 00s, usually 3m 02s
                  │ Error: waiting for application
                  │
                  │   with argocd_application.platform,
                  │ (2 more errors above: see the log)
            """, Text([failed]));
        Assert.Contains("\n      | Error: waiting", Text([failed], unicode: false));
    }

    [Fact]
    public void An_interrupted_phase_names_stage_and_pass()
    {
        EndedPhase stopped = Phase("bootstrap-persistent", 460, 130, default) with
        {
            Steps =
            [
                Stage("Stage 1: Apply", 0, 460, StepOutcome.Unfinished), Pass("Pass 1/2", 0, 100),
                Pass("Pass 2/2", 100, 360, StepOutcome.Unfinished),
            ],
        };

        Assert.EndsWith("\n      ended in Stage 1: Apply, Pass 2/2 after 7m 40s", Text([stopped]));
    }

    [Fact]
    public void A_short_phase_has_no_lines_of_its_parts_unless_one_was_slow()
    {
        EndedPhase phase = Phase("apply-persistent", 59, 0, default) with { Steps = [Stage("Apply", 0, 58)] };

        Assert.DoesNotContain('\n', Text([phase]));
        Assert.EndsWith("\n      Apply  58s  +93 % ▲  usually 30s",
            Text([phase with { History = History([60, 60, 60], Stage("Apply", 0, 30)) }]));
    }

    [Fact]
    public void What_hides_a_failure_is_held_against_nothing() =>
        Assert.Equal("  ✓ apply-persistent  2m 11s  +10 ~0 -0", Text([Known[0] with { HidesFailure = true }]));

    [Fact]
    public void A_row_without_a_log_names_none()
    {
        EndedPhase phase = Phase("apply-persistent", 59, 0, default);
        phase = phase with { Row = phase.Row with { LogPath = "" } };

        Assert.Equal(["", "  ok apply-persistent  59s  +0 ~0 -0"], new RunSummary([phase], new(80, Unicode: false), Here).Lines());
    }

    [Fact]
    public void Without_a_phase_there_is_nothing_to_say() => Assert.Empty(new RunSummary([], new(80, Unicode: true), Here).Lines());

    private static string Text(EndedPhase[] phases, int columns = 80, bool unicode = true) => string.Join('\n',
        new RunSummary(phases, new(columns, unicode), Here).Lines().Skip(1).TakeWhile(line => line.Length > 0));
}
