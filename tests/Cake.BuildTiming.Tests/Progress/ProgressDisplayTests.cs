using System.Text;
using BuildTiming.Insight;
using BuildTiming.Output.Terminal;
using BuildTiming.Sessions;
using Cake.BuildTiming.Progress;
using Tests.Shared.Terminals;
using Tests.Shared.Time;
using static Cake.BuildTiming.Tests.Progress.PhaseScene;

namespace Cake.BuildTiming.Tests.Progress;

/// <summary>When something is shown, by a clock that a test moves.</summary>
public sealed class ProgressDisplayTests : IDisposable
{
    private static readonly PhaseHistory Past = History("a", (990, 1), (996, 1), (1002, 1));

    private readonly SteppedClock _clock = new();
    private readonly FakeTerminal _terminal = new() { IsTerminal = false };
    private readonly List<string> _warnings = [];
    private readonly TerminalOutput _output;
    private readonly long _start;
    private PhaseHistory? _history;
    private bool _isCi;
    private IDisposable? _display;

    public ProgressDisplayTests()
    {
        _output = new TerminalOutput(_terminal, _clock);
        _start = _clock.GetTimestamp();
    }

    private string[] Said => [.. _terminal.Others.Select(other => other.Text)];

    public void Dispose() => _display?.Dispose();

    [Fact]
    public void In_a_pipe_a_silent_phase_is_spoken_of_after_20_seconds_and_then_more_seldom()
    {
        Begin();
        Wait(19);
        Assert.Empty(Said);
        Wait(1);
        Assert.Equal(["[bootstrap-persistent] 20s\n"], Said);
        Wait(39);
        Assert.Single(Said);
        Wait(1);
        Assert.Equal("[bootstrap-persistent] 1m 00s\n", Said[1]);
        Wait(80);
        Assert.Equal("[bootstrap-persistent] 2m 20s\n", Said[2]);
        Wait(5 * 60);
        Assert.Equal(4, Said.Length);
    }

    [Fact]
    public void In_CI_it_is_after_30_seconds()
    {
        _isCi = true;
        Begin();
        Wait(29);
        Assert.Empty(Said);
        Wait(1);
        Assert.Equal(["[bootstrap-persistent] 30s\n"], Said);
    }

    [Fact]
    public void A_phase_that_speaks_is_not_spoken_of()
    {
        Begin();
        for (int i = 0; i < 10; i++)
        {
            Wait(15);
            _terminal.Write(_output, "a word\n");
        }

        Assert.Empty(Said);
        Wait(20);
        Assert.Equal((70, "[bootstrap-persistent] 2m 50s\n"), Assert.Single(_terminal.Others));
    }

    [Fact]
    public void Nothing_is_said_in_the_middle_of_a_line()
    {
        Begin();
        _terminal.Write(_output, "waiting ...");
        Wait(300);
        Assert.Empty(Said);
        _terminal.Write(_output, " done\n");
        Wait(25);
        Assert.Single(Said);
    }

    [Fact]
    public void To_a_reader_that_makes_a_pause_nothing_is_said()
    {
        _terminal.IsReady = false;
        Begin();
        Wait(300);
        Assert.Empty(Said);
        _terminal.IsReady = true;
        Wait(20);
        Assert.Single(Said);
    }

    [Fact]
    public void What_is_usual_is_said_once_when_the_phase_has_run_for_a_second()
    {
        _history = Past;
        Begin();
        Wait(0.9);
        Assert.Empty(Said);
        Wait(0.1);
        Assert.Equal(["[bootstrap-persistent] usually 16m 36s (median of 3 runs; 9 in 10 under 17m)\n"], Said);
        Wait(10);
        Assert.Single(Said);
    }

    [Fact]
    public void It_waits_for_the_end_of_a_line_and_for_a_history_that_is_still_read()
    {
        Begin();
        _terminal.Write(_output, "a ");
        Wait(2);
        _history = Past;
        Wait(2);
        Assert.Empty(Said);
        _terminal.Write(_output, "line\n");
        Wait(1);
        Assert.Equal(7, Assert.Single(_terminal.Others).At);
    }

    [Fact]
    public void Where_it_could_not_be_said_in_the_first_seconds_it_is_not_said()
    {
        Begin();
        Wait(8);
        _history = Past;
        Wait(8);
        Assert.Empty(Said);
    }

    [Fact]
    public void On_a_terminal_there_is_a_bar_after_a_second_and_it_goes_with_the_time()
    {
        _terminal.IsTerminal = true;
        Begin();
        Wait(0.9);
        Assert.Empty(Said);
        Wait(0.2);
        Assert.Contains("\e[24;1H\e[0m\e(B bootstrap-persistent  1s\e[0m", _terminal.Last);
        Wait(1);
        Assert.Contains(" bootstrap-persistent  2s\e[0m", _terminal.Last);
        _display!.Dispose();
        Assert.Equal("\e7\e[0m\e[r\e[24;1H\e[2K\e8", _terminal.Last);
        Wait(10);
        Assert.Equal(3, Said.Length);
    }

    [Theory]
    [InlineData(ProgressMode.Auto, true, "xterm", false)]
    [InlineData(ProgressMode.Bar, true, "xterm", true)]
    [InlineData(ProgressMode.Auto, false, "dumb", false)]
    [InlineData(ProgressMode.Auto, false, null, false)]
    [InlineData(ProgressMode.Bar, false, "dumb", false)]
    [InlineData(ProgressMode.Lines, false, "xterm", false)]
    [InlineData(ProgressMode.Auto, false, "xterm", true)]
    public void There_is_a_bar_where_a_person_sees_it_and_the_terminal_can_show_it(ProgressMode mode, bool isCi, string? term, bool hasBar)
    {
        _terminal.IsTerminal = true;
        _isCi = isCi;
        Begin(mode, term);
        Wait(2);
        Assert.Equal(hasBar, Said.Length > 0);
        Wait(30);
        Assert.NotEmpty(Said);
    }

    [Fact]
    public void Whoever_wants_nothing_gets_nothing()
    {
        Begin(ProgressMode.Off);
        Wait(600);
        Assert.Null(_display);
        Assert.Empty(Said);
    }

    [Fact]
    public void What_fails_is_told_once_and_the_phase_writes_on()
    {
        _terminal.IsTerminal = true;
        var source = new ProgressSource(() => throw new InvalidOperationException("no clue"), () => false, _clock, _warnings.Add);
        _display = new PhaseView(ProgressMode.Auto, Features, _ => "xterm", source).Begin(_output);
        Wait(10);
        _terminal.Write(_output, "a line\n");
        Assert.Equal(["progress is not shown any more: no clue"], _warnings);
        Assert.Equal("a line\n", Encoding.UTF8.GetString(_terminal.Phase));
    }

    private static TerminalFeatures Features => new(OutColours: false, ErrorColours: false, Unicode: true);

    private void Begin(ProgressMode mode = ProgressMode.Auto, string? term = "vt220") =>
        _display = new PhaseView(mode, Features, name => name == "TERM" ? term : null,
            new ProgressSource(Progress, () => _isCi, _clock, _warnings.Add)).Begin(_output);

    private PhaseProgress Progress() => At(_clock.GetElapsedTime(_start), _history);

    private void Wait(double seconds) => _clock.Advance(TimeSpan.FromSeconds(seconds));
}
