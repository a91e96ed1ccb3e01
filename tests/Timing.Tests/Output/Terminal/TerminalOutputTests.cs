using System.Text;
using System.Text.RegularExpressions;
using BuildTiming.Output.Terminal;
using FsCheck;
using FsCheck.Fluent;
using Tests.Shared.Terminals;

namespace Timing.Tests.Output.Terminal;

public sealed partial class TerminalOutputTests
{
    private static readonly TimeSpan Twenty = TimeSpan.FromSeconds(20);

    private readonly FakeClock _clock = new();
    private readonly FakeTerminal _terminal = new();
    private readonly TerminalOutput _output;

    public TerminalOutputTests()
    {
        _output = new TerminalOutput(_terminal, _clock);
        _output.Share();
    }

    [Fact]
    public void The_last_line_is_taken_out_of_what_scrolls_and_given_back()
    {
        Show("bar");
        Assert.Equal("\eD\e[A\e7\e[1;23r\e8\e7\e[24;1H\e[0m\e(Bbar\e[0m\e[K\e8", _terminal.Last);
        Assert.True(_output.GiveBack(TimeSpan.Zero));
        Assert.Equal("\e7\e[0m\e[r\e[24;1H\e[2K\e8", _terminal.Last);
    }

    [Fact]
    public void What_has_not_changed_is_not_written_again()
    {
        Show("bar");
        Show("bar");
        Assert.Single(_terminal.Others);
        Show("longer bar");
        Assert.Equal("\e7\e[24;1H\e[0m\e(Blonger bar\e[0m\e[K\e8", _terminal.Last);
    }

    [Fact]
    public void The_window_is_opened_changed_and_closed()
    {
        _output.Show(new StatusText(_output.Size, "bar", new WindowCodes("<open>", "<1 %>", "<close>")));
        Assert.StartsWith("<open>", _terminal.Last);
        Assert.EndsWith("<1 %>", _terminal.Last);
        _output.Show(new StatusText(_output.Size, "bar", new WindowCodes("<open>", "<2 %>", "<close>")));
        Assert.Equal("<2 %>", _terminal.Last);
        _output.EndSharing();
        Assert.EndsWith("<close>", _terminal.Last);
    }

    [Fact]
    public void A_program_that_fills_the_screen_gets_all_of_it_and_the_line_comes_back_after_it()
    {
        Show("bar");
        _terminal.Write(_output, "text\n\e[?1049h");
        Assert.Equal((0, "\e7\e[0m\e[r\e[24;1H\e[2K\e8"), _terminal.Others[^1]);
        Show("bar");
        Assert.Equal(2, _terminal.Others.Count);
        _terminal.Write(_output, "in the program\e[?1049l");
        Show("bar");
        Assert.StartsWith("\eD\e[A", _terminal.Last);
    }

    [Fact]
    public void A_first_sequence_in_two_parts_is_not_broken_and_the_program_scrolls_all_of_the_screen()
    {
        Show("bar");
        _terminal.Write(_output, "\e[?10");
        _terminal.Write(_output, "49h");
        Assert.Equal((8, "\e7\e[r\e8"), _terminal.Others[^1]);
    }

    [Fact]
    public void A_phase_that_resets_the_terminal_does_not_get_the_last_line_into_its_text()
    {
        Show("bar");
        _terminal.Write(_output, "\ec");
        Assert.Equal((2, "\eD\e[A\e7\e[1;23r\e8\e7\e[24;1H\e[0m\e(Bbar\e[0m\e[K\e8"), _terminal.Others[^1]);
    }

    [Fact]
    public void A_phase_that_clears_the_screen_gets_the_line_again()
    {
        Show("bar");
        _terminal.Write(_output, "\e[H\e[2J");
        Show("bar");
        Assert.Equal("\e7\e[24;1H\e[0m\e(Bbar\e[0m\e[K\e8", _terminal.Last);
    }

    [Fact]
    public void A_terminal_of_another_size_is_fitted_before_the_phase_writes_on()
    {
        Show("bar");
        _terminal.Size = new TerminalSize(30, 60);
        _terminal.Write(_output, "text\n");
        Assert.Equal((0, "\e7\e[0m\e[J\e[r\e8\eD\e[A\e7\e[1;29r\e8"), _terminal.Others[^1]);
        Show("bar");
        Assert.Equal("\e7\e[30;1H\e[0m\e(Bbar\e[0m\e[K\e8", _terminal.Last);
    }

    [Fact]
    public void A_text_that_was_made_for_another_size_is_not_shown()
    {
        var text = new StatusText(_output.Size, "bar", WindowCodes.None);
        _terminal.Size = new TerminalSize(24, 40);
        _output.Show(text);
        Assert.Empty(_terminal.Others);
    }

    [Fact]
    public void A_terminal_that_became_too_low_has_its_line_back()
    {
        Show("bar");
        _terminal.Size = new TerminalSize(9, 80);
        Show("bar");
        Assert.Equal("\e7\e[0m\e[r\e[24;1H\e[2K\e8", _terminal.Last);
    }

    [Theory]
    [InlineData("\e[1;3")]
    [InlineData("\e]0;title")]
    [InlineData("\e[5;10r")]
    [InlineData("\e7")]
    [InlineData("a line of eighty characters, after which nobody knows where the cursor stands ....")]
    public void While_the_phase_stands_where_it_would_be_disturbed_nothing_is_shown(string text)
    {
        _terminal.Write(_output, text.Length > 20 ? text[..80] : text);
        Show("bar");
        Assert.Empty(_terminal.Others);
    }

    [Fact]
    public void A_prompt_keeps_the_cursor()
    {
        _terminal.Write(_output, "Enter a value: ");
        Show("bar");
        Assert.Single(_terminal.Others);
        Assert.False(Line("a line\n"));
    }

    [Fact]
    public void In_the_background_nothing_is_written()
    {
        _terminal.IsOthers = true;
        Show("bar");
        Assert.False(Line("a line\n"));
        Assert.Empty(_terminal.Others);
    }

    [Fact]
    public void A_program_that_reads_single_keys_gets_the_last_line()
    {
        Show("bar");
        _terminal.GivesSingleKeys = true;
        Show("longer bar");
        Assert.Equal("\e7\e[0m\e[r\e[24;1H\e[2K\e8", _terminal.Last);
        Show("longer bar");
        Assert.Equal(2, _terminal.Others.Count);
    }

    [Fact]
    public async Task Nobody_waits_for_a_paused_terminal()
    {
        Show("bar");
        _terminal.Goes.Reset();
        var writing = Task.Run(() => _terminal.Write(_output, "waits\n"));
        // It has the gate by then, or will find it free: either way the next calls return.
        _terminal.IsReady = false;
        Show("longer bar");
        Assert.False(Line("a line\n"));
        _output.EndSharing();
        Assert.Single(_terminal.Others);
        _terminal.Goes.Set();
        await writing;
        Assert.Equal("waits\n", Encoding.UTF8.GetString(_terminal.Phase));
    }

    [Fact]
    public void A_line_is_written_between_lines_of_a_phase_that_has_been_silent()
    {
        _terminal.Write(_output, "first\n");
        _clock.Advance(TimeSpan.FromSeconds(19));
        Assert.False(Line("a line\n"));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(Line("a line\n"));
        _terminal.Write(_output, "second ");
        _clock.Advance(Twenty);
        Assert.False(Line("a line\n"));
        Assert.Equal([(6, "a line\n")], _terminal.Others);
    }

    [Fact]
    public void After_the_end_nothing_is_shown()
    {
        _output.EndSharing();
        _output.Resume();
        Show("bar");
        Assert.False(Line("a line\n"));
        Assert.Empty(_terminal.Others);
    }

    [Fact]
    public void A_phase_that_ends_inside_of_a_sequence_leaves_a_whole_screen()
    {
        Show("bar");
        _terminal.Write(_output, "\e[1;3");
        _output.EndSharing();
        Assert.Equal("\x18\e7\e[0m\e[r\e[24;1H\e[2K\e8", _terminal.Last);
    }

    [Fact]
    public void Whatever_a_phase_writes_stays_whole_and_in_order() => Prop.ForAll(
        (from pieces in Gen.Elements("a", "line\n", "\r", "é", "中", "🙂", "\e[1;31m", "\e[?1049h", "\e[?1049l", "\e[2;9r", "\e[r", "\ec",
                "\e7", "\e8", "\e]0;title\a", "\e]8;;http://a\e\\", "\e[2J", "\e(B").ListOf()
         from cuts in Gen.Choose(1, 5).ListOf()
         select (Text: string.Concat(pieces), Cuts: cuts)).ToArbitrary(),
        sample =>
        {
            var terminal = new FakeTerminal();
            var output = new TerminalOutput(terminal, _clock);
            output.Share();
            byte[] bytes = Encoding.UTF8.GetBytes(sample.Text);
            int number = 0;
            for (int at = 0; at < bytes.Length; number++)
            {
                int length = Math.Min(sample.Cuts.Count == 0 ? 1 : sample.Cuts[number % sample.Cuts.Count], bytes.Length - at);
                terminal.Write(output, bytes[at..(at + length)]);
                at += length;
                if (number % 7 == 3) terminal.Size = new TerminalSize(20 + number % 9, 80);
                output.Show(new StatusText(output.Size, $"bar {number}", WindowCodes.None));
                output.TryWriteLine("a line\n"u8, TimeSpan.Zero);
            }

            return terminal.Phase.SequenceEqual(bytes) && terminal.Others.All(other => IsBetween(bytes, other.At));
        }).QuickCheckThrowOnFailure();

    // A border between two whole characters or sequences, as a regular expression has them.
    private static bool IsBetween(byte[] bytes, int at)
    {
        string text = Encoding.Latin1.GetString(bytes);
        return at == text.Length || Whole().EnumerateMatches(text).Contains(at);
    }

    [GeneratedRegex("""
        \e\[[ -?]*[@-~] | \e\][^\a\e]*(?:\a|\e\\) | \e[ -/]+[0-~] | \e. | [\xc0-\xdf][\x80-\xbf] | [\xe0-\xef][\x80-\xbf]{2}
        | [\xf0-\xff][\x80-\xbf]{3} | .
        """, RegexOptions.Singleline | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Whole();

    private void Show(string line) => _output.Show(new StatusText(_output.Size, line, WindowCodes.None));

    private bool Line(string line) => _output.TryWriteLine(Encoding.UTF8.GetBytes(line), Twenty);
}

file static class Matches
{
    /// <summary>A match begins there.</summary>
    public static bool Contains(this Regex.ValueMatchEnumerator matches, int at)
    {
        foreach (ValueMatch match in matches)
            if (match.Index == at) return true;
        return false;
    }
}
