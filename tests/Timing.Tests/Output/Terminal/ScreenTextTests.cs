using System.Text;
using BuildTiming.Output.Terminal;
using FsCheck;
using FsCheck.Fluent;

namespace Timing.Tests.Output.Terminal;

public sealed class ScreenTextTests
{
    private const int Lines = 24;

    // Letters, breaks, characters of several bytes, and sequences of every kind, whole and cut short.
    private static readonly string[] Pieces =
    [
        "a", "\n", "\r", "é", "中", "🙂", "\t", "\e[0m", "\e[1;31m", "\e[?1049h", "\e[?1049l", "\e[?25;47h", "\e[1;5r", "\e[r", "\e[;24r",
        "\e7", "\e8", "\ec", "\e(B", "\e]0;a title\a", "\e]8;;http://a\e\\", "\eP1$q\e\\", "\e[!p", "\e[2J", "\e[3;4H", "\e[12", "\e]0;",
        "\e", "\x18",
    ];

    [Theory]
    [InlineData("")]
    [InlineData("a line\n")]
    [InlineData("a line\r\n")]
    [InlineData("a line\n\e[0m")]
    [InlineData("\e[1m\e]0;title\a")]
    public void At_the_beginning_of_a_line_stand_at_most_colours_and_titles(string text) => Assert.True(Of(text).IsAtLineStart);

    [Theory]
    [InlineData("a")]
    [InlineData("a line\n ")]
    [InlineData("50 %\r")]
    [InlineData("a line\n\e[0")]
    [InlineData("a line\n\e[5C")]
    public void Inside_of_a_line_is_what_goes_on(string text) => Assert.False(Of(text).IsAtLineStart);

    [Theory]
    [InlineData("\e")]
    [InlineData("\e[")]
    [InlineData("\e[1;3")]
    [InlineData("\e(")]
    [InlineData("\e]0;a title")]
    [InlineData("\e]0;a title\e")]
    [InlineData("\e_graphics")]
    [InlineData("\e[1\e[")]
    public void A_sequence_that_has_not_ended_is_one_to_stay_out_of(string text) => Assert.True(Of(text).IsInside);

    [Theory]
    [InlineData("\e[1;31m")]
    [InlineData("\e(B")]
    [InlineData("\e]0;title\a")]
    [InlineData("\e]0;title\e\\")]
    [InlineData("\e_graphics\e\\")]
    [InlineData("\e[12\x18")]
    [InlineData("\e]0;title\e[0m")]
    public void One_that_has_ended_is_none(string text) => Assert.False(Of(text).IsInside);

    [Theory]
    [InlineData(new byte[] { 0xc3 })]
    [InlineData(new byte[] { 0xe4, 0xb8 })]
    [InlineData(new byte[] { 0xf0, 0x9f, 0x99 })]
    public void A_character_that_has_not_ended_is_one_to_stay_out_of(byte[] bytes)
    {
        var text = new ScreenText();
        text.Take(bytes, Lines);
        Assert.True(text.IsInside);
        text.Take("\n"u8, Lines);
        Assert.False(text.IsInside);
    }

    [Theory]
    [InlineData("\e[?1049h", true)]
    [InlineData("\e[?47h", true)]
    [InlineData("\e[?1;1047h", true)]
    [InlineData("\e[?1049h\e[?1049l", false)]
    [InlineData("\e[?1049h\ec", false)]
    [InlineData("\e[?25h", false)]
    [InlineData("\e[2;10r", true)]
    [InlineData("\e[;10r", true)]
    [InlineData("\e[1;24r", false)]
    [InlineData("\e[r", false)]
    [InlineData("\e[2;10r\e[r", false)]
    [InlineData("\e[2;10r\e[!p", false)]
    [InlineData("\e[?7r", false)]
    public void Who_fills_the_screen_or_divides_it_needs_the_last_line(string text, bool needsScreen) =>
        Assert.Equal(needsScreen, Of(text).NeedsScreen);

    [Theory]
    [InlineData("\e[?1049h\e[?1049l", true)]
    [InlineData("\e[?1049l", false)]
    [InlineData("\e[r", true)]
    [InlineData("\ec", true)]
    [InlineData("\e[!p", true)]
    [InlineData("\e[2;10r", false)]
    public void After_a_program_or_a_reset_the_whole_screen_scrolls(string text, bool hasLost) =>
        Assert.Equal(hasLost, Of(text).HasLostRegion);

    [Fact]
    public void A_screen_that_is_taken_for_a_moment_was_taken() => Assert.True(Of("\e[?1049h\e[?1049l").HasTakenScreen);

    [Theory]
    [InlineData("\e7", true)]
    [InlineData("\e[s", true)]
    [InlineData("\e7\e8", true)]
    [InlineData("\e7 text\n", false)]
    public void A_saved_cursor_may_be_wanted_until_the_line_ends(string text, bool isSaved) =>
        Assert.Equal(isSaved, Of(text).HasSavedCursor);

    [Theory]
    [InlineData("0123456789", true)]
    [InlineData("\e[31m01234567\e[0m89", true)]
    [InlineData("中中中中中", true)]
    [InlineData("éééééééééé", true)]
    [InlineData("01234\t5\t789", false)]
    [InlineData("0123456789\n", false)]
    [InlineData("012345678", false)]
    public void At_the_edge_only_the_terminal_knows_where_the_cursor_is(string text, bool isAtEdge) =>
        Assert.Equal(isAtEdge, Of(text).IsAtEdge(10));

    [Fact]
    public void Wherever_the_bytes_are_cut_it_is_the_same_text() => Prop.ForAll(
        (from pieces in Gen.Elements(Pieces).ListOf()
         from cut in Gen.Choose(0, 100)
         select (Text: string.Concat(pieces), Cut: cut)).ToArbitrary(),
        sample =>
        {
            byte[] bytes = Encoding.UTF8.GetBytes(sample.Text);
            int cut = Math.Min(sample.Cut, bytes.Length);
            var whole = new ScreenText();
            whole.Take(bytes, Lines);
            var inParts = new ScreenText();
            inParts.Take(bytes.AsSpan(0, cut), Lines);
            inParts.Take(bytes.AsSpan(cut), Lines);
            return State(whole) == State(inParts);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void In_a_pipe_the_last_line_tells_as_much() => Prop.ForAll(
        Gen.Elements(Pieces.Where(piece => piece is not ("\e]0;" or "\e[12" or "\e")).ToArray())
            .ListOf().Select(string.Concat).ToArbitrary(),
        text =>
        {
            var inPipe = new ScreenText();
            inPipe.TakeForPipe(Encoding.UTF8.GetBytes(text));
            ScreenText whole = Of(text);
            // Where the cursor was put, only a terminal knows.
            return whole.HasSavedCursor || inPipe.IsAtLineStart == whole.IsAtLineStart || text.Contains("\ec", StringComparison.Ordinal);
        }).QuickCheckThrowOnFailure();

    private static ScreenText Of(string text)
    {
        var screen = new ScreenText();
        screen.Take(Encoding.UTF8.GetBytes(text), Lines);
        return screen;
    }

    private static string State(ScreenText text) =>
        $"{text.IsInside} {text.IsAtLineStart} {text.NeedsScreen} {text.HasSavedCursor} {text.HasTakenScreen} {text.HasLostRegion} "
        + $"{text.HasErased} {text.IsAtEdge(7)} {text.IsAtEdge(10)}";
}
