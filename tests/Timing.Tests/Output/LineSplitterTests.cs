using System.Text;
using BuildTiming.Output;
using FsCheck;
using FsCheck.Fluent;

namespace Timing.Tests.Output;

public sealed class LineSplitterTests
{
    [Theory]
    [InlineData("a\nb\n", "a|b")]
    [InlineData("a\r\nb\r\n", "a|b")]
    [InlineData("\n\r\n\n", "||")]
    [InlineData("10 %\r20 %\rdone\n", "done")]
    [InlineData("10 %\rdone\r\n", "done")]
    [InlineData("a\r\r\n", "a")]
    [InlineData("no end", "")]
    public void Lines_are_what_a_terminal_shows(string text, string lines) => Assert.Equal(lines, string.Join('|', Split(text, [])));

    [Fact]
    public void The_bytes_may_be_cut_anywhere() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(1000), Prop.ForAll(Text(), ArbMap.Default.ArbFor<int[]>(), (text, sizes) =>
            Assert.Equal(Split(text, []), Split(text, sizes))));

    [Fact]
    public void Of_a_line_the_beginning_is_kept_and_the_next_line_is_whole() =>
        Assert.Equal(["12345678", "12345678", "next"], Split("1234567890\n123456789012345\nnext\n", [3], limit: 8));

    [Fact]
    public void A_progress_bar_without_end_takes_no_memory_and_its_last_state_is_the_line() =>
        Assert.Equal(["100 %"], Split(string.Concat(Enumerable.Range(0, 101).Select(done => $"\r{done} %")) + "\n", [7], limit: 8));

    [Fact]
    public void A_last_line_that_nothing_has_ended_is_one_at_the_end_and_once()
    {
        var lines = new List<string>();
        var splitter = new LineSplitter(8, line => lines.Add(Encoding.UTF8.GetString(line)));
        splitter.Write("ab"u8);
        Assert.Empty(lines);
        splitter.End();
        splitter.End();
        splitter.Write("c\nd"u8);
        splitter.End();
        Assert.Equal(["ab", "c", "d"], lines);
    }

    private static Arbitrary<string> Text() =>
        Arb.From(Gen.Elements("ab\n\r".ToCharArray()).ArrayOf().Select(characters => new string(characters)));

    private static List<string> Split(string text, int[] sizes, int limit = 64)
    {
        var lines = new List<string>();
        var splitter = new LineSplitter(limit, line => lines.Add(Encoding.UTF8.GetString(line)));
        ReadOnlySpan<byte> bytes = Encoding.UTF8.GetBytes(text);
        for (int chunk = 0; !bytes.IsEmpty; chunk++)
        {
            int size = sizes.Length == 0 ? bytes.Length : Math.Min(bytes.Length, 1 + (int)((uint)sizes[chunk % sizes.Length] % 4));
            splitter.Write(bytes[..size]);
            bytes = bytes[size..];
        }

        return lines;
    }
}
