using System.Text;
using BuildTiming.Model;
using BuildTiming.Output;
using FsCheck;
using FsCheck.Fluent;

namespace Timing.Tests.Output.Terraform;

public sealed class ResourceCounterProperties
{
    private static readonly Gen<byte[]> Line = Gen.OneOf(
        Gen.Elements(
            "Apply complete! Resources: 2 added, 1 changed, 3 destroyed.", "Destroy complete! Resources: 2 destroyed.\r",
            "\e[0m\e[1ma.b: Creation complete after 1s [id=1]\e[0m", "a.b: Modifications complete after 1m0s",
            "a.b (deposed object 1a): Destruction complete after 0s", "╷", "│ Error: x", "Error: x", "m = <<EOT", "EOT",
            "Error running command 'x'", "Plan: 1 to add, 0 to change, 0 to destroy.", "a.b: Refreshing state...", "\e[", "\e]x", "")
            .Select(Encoding.UTF8.GetBytes),
        ArbMap.Default.GeneratorFor<byte[]>(),
        Gen.Choose(65_000, 70_000).Select(length => Enumerable.Repeat((byte)'x', length).ToArray()));

    private static readonly Gen<byte[]> Stream = Line.ListOf().Select(lines => lines.SelectMany(line => line.Append((byte)'\n')).ToArray());

    [Fact]
    [Trait("Turn", "b")]
    public void The_counts_do_not_depend_on_where_chunks_end() => CheckSeeded(Prop.ForAll(
        Stream.ToArbitrary(), Gen.Choose(1, 5_000).ListOf(8).ToArbitrary(), (bytes, sizes) =>
        {
            var whole = new OutputReader();
            whole.Write(bytes);
            var parts = new OutputReader();
            int at = 0;
            for (int i = 0; at < bytes.Length; i++)
            {
                int size = Math.Min(bytes.Length - at, i < 50 ? 1 + i % 3 : sizes[i % sizes.Count]);
                parts.Write(bytes.AsSpan(at, size));
                at += size;
            }
            whole.End();
            parts.End();
            return whole.Resources == parts.Resources;
        }));

    [Fact]
    [Trait("Turn", "a")]
    public void No_bytes_at_all_break_it_and_counts_never_shrink_below_none() => CheckSeeded(Prop.ForAll(Stream.ToArbitrary(), bytes =>
    {
        var output = new OutputReader();
        output.Write(bytes);
        ResourceCounts counts = output.Resources;
        return counts is { Added: >= 0, Changed: >= 0, Destroyed: >= 0 };
    }));

    [Fact]
    public void Runs_that_fail_and_runs_that_succeed_add_up() => CheckSeeded(Prop.ForAll(
        Gen.Choose(0, 5).Zip(ArbMap.Default.GeneratorFor<bool>()).ListOf().ToArbitrary(), runs =>
        {
            var output = new OutputReader();
            foreach ((int added, bool succeeds) in runs)
            {
                for (int i = 0; i < added; i++) output.Write("a.b: Creation complete after 1s [id=1]\n"u8);
                output.Write(succeeds
                    ? Encoding.UTF8.GetBytes($"Apply complete! Resources: {added} added, 0 changed, 0 destroyed.\n")
                    : "│ Error: failed\n"u8);
            }
            return output.Resources == new ResourceCounts(runs.Sum(run => run.Item1), 0, 0);
        }));

    // On failure FsCheck throws with the counterexample and the seed to repeat it.
    private static void CheckSeeded(Property property) => Check.One(Config.QuickThrowOnFailure.WithMaxTest(200), property);
}
