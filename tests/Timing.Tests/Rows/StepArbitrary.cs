using System.Text;
using BuildTiming.Model;
using FsCheck;
using FsCheck.Fluent;

namespace Timing.Tests.Rows;

/// <summary>Random steps, also with names that no terminal or spreadsheet should see.</summary>
internal static class StepArbitrary
{
    private const string NameCharacters = "abZ09 =-+@;,\"'._/[]:é漢…\uFF1D\uFEFF\u202E\u2028\u00A0\r\n\t\0\u001b\uD83D\uDE00\uD800";

    private static readonly Gen<string> Text =
        Gen.Elements(NameCharacters.ToCharArray()).ArrayOf().Select(characters => new string(characters));

    private static readonly Gen<string> Names = Gen.OneOf(
        Text, Text.Select(text => string.Concat(Enumerable.Repeat(text + "x", 600))), Gen.Constant(new string('\uD83D', 65_536)));

    private static readonly DateTimeOffset Time = new(2026, 1, 24, 14, 43, 27, TimeSpan.Zero);

    public static Arbitrary<Step> Steps { get; } = Arb.From(
        from kind in Gen.Elements(Enum.GetValues<StepKind>())
        from name in Names
        from action in Gen.Elements<StepAction?>([.. Enum.GetValues<StepAction>().Select(action => (StepAction?)action), null])
        from start in Gen.Choose(0, int.MaxValue)
        from ticks in Gen.Choose(int.MinValue, int.MaxValue)
        from factor in Gen.Choose(1, 1_000_000)
        from outcome in Gen.Elements(Enum.GetValues<StepOutcome>())
        select new Step
        {
            Kind = kind,
            Name = name,
            Action = action,
            Start = Time.AddMilliseconds(start),
            Duration = TimeSpan.FromTicks((long)ticks * factor),
            Outcome = outcome,
        });

    public static Arbitrary<(Step Step, int At, char Character, int Removed)> Damages { get; } = Arb.From(
        from step in Steps.Generator
        from at in Gen.Choose(0, 200)
        from character in Gen.Elements("0,-+ \"\r\n\0\u2028\uD800a'".ToCharArray())
        from remove in Gen.Choose(0, 1)
        select (step, at, character, remove));

    /// <summary>The text can be shown on one line, and nothing of it is hidden or turns the direction of what follows.</summary>
    public static bool IsPlain(string text) => text.EnumerateRunes().All(rune => !Rune.IsControl(rune)
        && Rune.GetUnicodeCategory(rune) is not (System.Globalization.UnicodeCategory.Format
            or System.Globalization.UnicodeCategory.LineSeparator or System.Globalization.UnicodeCategory.ParagraphSeparator));
}
