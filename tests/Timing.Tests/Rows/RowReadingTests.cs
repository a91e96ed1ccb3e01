using System.Globalization;
using BuildTiming.Model;
using BuildTiming.Rows;
using FsCheck;
using FsCheck.Fluent;
using Tests.Shared.Rows;

namespace Timing.Tests.Rows;

/// <summary>The quick path of a reader that meets a million rows, held to the slow one that nobody doubts.</summary>
public sealed class RowReadingTests
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    [Fact]
    public void Rows_of_all_generations_are_streamed_within_300_bytes_each()
    {
        const int count = 100_000;
        using var file = new MemoryStream();
        ManyRows.Write(file, count);
        byte[] content = file.ToArray();
        _ = Read(content[..20_000]); // What is compiled or made once is not the rows'.
        long before = GC.GetAllocatedBytesForCurrentThread();

        int rows = Read(content);

        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal(count, rows);
        Assert.InRange(allocated, 0, 300L * count);
    }

    [Fact]
    public void A_line_without_quotes_is_split_as_CsvHelper_splits_it() =>
        Check.QuickThrowOnFailure(Prop.ForAll<string?[]>(cells =>
        {
            string line = string.Join(',',
                cells.Select(cell => string.Concat((cell ?? "").Where(character => character != '"' && !char.IsControl(character)))));
            if (line.Length == 0) return;
            var slow = default(LineFields);

            Assert.Null(LineFields.Split(line, out LineFields quick));
            Assert.Null(LineFields.SplitQuoted(line, ref slow));

            Assert.Equal(slow.Count, quick.Count);
            for (int i = 0; i < 13; i++) Assert.Equal(slow[i].ToString(), quick[i].ToString());
        }));

    [Fact]
    public void A_row_reads_the_same_with_and_without_quotes_around_its_cells()
    {
        for (int row = 0; row < 19; row++)
        {
            string line = ManyRows.Line(row);
            string quoted = string.Join(',', line.Split(',').Select(cell => $"\"{cell}\""));

            RegistryLine read = Assert.Single(TimingCsv.Read(new StringReader(line)));

            Assert.IsType<RegistryRow>(read);
            Assert.Equal(read, Assert.Single(TimingCsv.Read(new StringReader(quoted))));
        }
    }

    [Fact]
    public void Times_are_read_as_the_general_parser_reads_them() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2000), Prop.ForAll<int, int, char>((seconds, at, character) =>
        {
            string text = Utc.Format(DateTimeOffset.FromUnixTimeSeconds(Math.Abs(seconds * 7919L)));
            if (at % 5 == 0) text = $"{text[..4]}-02-29{text[10..]}";
            // Every other text is damaged in one place.
            if (seconds % 2 == 0)
            {
                int place = (int)((uint)at % text.Length);
                string other = at % 3 == 0 ? character.ToString() : (Math.Abs((long)at) % 10).ToString(CultureInfo.InvariantCulture);
                text = text.Remove(place, 1).Insert(place, other);
            }

            bool expected = DateTimeOffset.TryParseExact(
                text, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                out DateTimeOffset time);

            Assert.Equal((expected, time), (Utc.TryParse(text, out DateTimeOffset read), read));
        }));

    [Fact]
    public void Lines_are_the_same_however_the_text_comes() =>
        Check.QuickThrowOnFailure(Prop.ForAll<int[]>(sizes =>
        {
            string text = string.Concat(sizes.Select((size, number) =>
                new string((char)('a' + (number % 26)), Math.Abs(size % 7)) + (number % 3 == 0 ? "\r\n" : "\n")));
            string[] expected = [.. text.Split('\n').SkipLast(1).Select(line => line.TrimEnd('\r'))];
            var lines = new BoundedLines(new StutteringReader(text, sizes));
            var found = new List<string>();

            while (lines.Read()) found.Add(lines.Current!.Value.ToString());

            Assert.Equal(expected, found);
        }));

    private static int Read(byte[] file)
    {
        int rows = 0;
        foreach (RegistryLine line in TimingCsv.Read(new MemoryStream(file))) rows += line is RegistryRow ? 1 : 0;
        return rows;
    }

    /// <summary>Hands a text on in small pieces.</summary>
    private sealed class StutteringReader(string text, int[] sizes) : TextReader
    {
        private int _at;
        private int _piece;

        public override int Read(char[] buffer, int index, int count)
        {
            int size = sizes.Length == 0 ? 1 : 1 + Math.Abs(sizes[_piece++ % sizes.Length] % 5);
            size = Math.Min(Math.Min(size, count), text.Length - _at);
            text.CopyTo(_at, buffer, index, size);
            _at += size;
            return size;
        }
    }
}
