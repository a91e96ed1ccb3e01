using BuildTiming.Model;
using BuildTiming.Rows;
using FsCheck;
using FsCheck.Fluent;

namespace Timing.Tests.Rows;

/// <summary>Random rows that can be written, and lines that differ from such a row by one character.</summary>
public static class RowArbitrary
{
    private const string CellCharacters = "abcXYZ019 =-_./#:'\\|;é漢\uFEFF";

    private static readonly Gen<string> Text =
        Gen.Elements(CellCharacters.ToCharArray()).ArrayOf().Select(characters => new string(characters).TrimStart('=', '-'));

    private static readonly Gen<string> Name = Text.Select(text => "n" + text);

    public static Arbitrary<TimingRow> Rows { get; } = Arb.From(
        from seconds in Gen.Choose(0, int.MaxValue)
        from duration in Gen.Choose(0, 10_000_000)
        from exitCode in ArbMap.Default.GeneratorFor<int>()
        from counts in Gen.Choose(0, int.MaxValue).Three()
        from names in Name.Three()
        from texts in Text.Two()
        select new TimingRow
        {
            Start = DateTimeOffset.FromUnixTimeSeconds(seconds),
            DurationSeconds = duration,
            Phase = names.Item1,
            Env = names.Item2,
            BuildId = names.Item3,
            ExitCode = exitCode,
            Flags = texts.Item1,
            Resources = new ResourceCounts(counts.Item1, counts.Item2, counts.Item3),
            LogPath = texts.Item2,
        });

    public static Arbitrary<string> DamagedLines { get; } = Arb.From(
        from row in Rows.Generator
        let line = TimingCsv.FormatLine(row)
        from at in Gen.Choose(0, line.Length - 1)
        from character in Gen.Elements("0,-+ \"\r\n\0\u2028\uD800a".ToCharArray())
        from remove in Gen.Choose(0, 1)
        select line.Remove(at, remove).Insert(at, character.ToString()));
}
