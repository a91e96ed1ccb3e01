using System.Text;
using BuildTiming.Model;
using FsCheck;
using FsCheck.Fluent;

namespace Timing.Tests.Output.Steps;

/// <summary>A large apply as Terraform prints it, in colour: modules, keys that may hold anything, deposed objects, failures.</summary>
public sealed class GoldenLogTests
{
    private const int Count = 1_500;
    private static readonly string[] Keys =
    [
        "a,b", "with \\\"quotes\\\"", "a: Creation complete after 9s", "x (deposed object 1a2b3c4d): Destroying...", "]", "größe", "",
        "C:\\\\temp", "=== Stage 9: X ===",
    ];

    [Fact]
    public void Every_resource_of_a_large_apply_has_its_time_and_its_outcome()
    {
        var scene = new StepScene(Count * 2);
        foreach ((double seconds, string text) in Log()) scene.Waits(seconds).Writes(Encoding.UTF8.GetBytes(text));
        IReadOnlyList<Step> steps = scene.Ended(StepOutcome.Failed);
        Step[] resources = [.. steps.Where(step => step.Kind == StepKind.Resource)];

        Assert.Equal(["Stage Stage 1: Apply 0+1502 Failed"], steps.Except(resources).Select(scene.Line));
        Assert.Equal(Enumerable.Range(0, Count).Select(AddressOf).Order(), resources.Where(step => step.Action == StepAction.Create)
            .Select(step => step.Name).Order());
        Assert.Equal(
            Enumerable.Range(0, Count).Where(IsFailed).Select(AddressOf).Order(),
            resources.Where(step => step.Outcome == StepOutcome.Failed).Select(step => step.Name).Order());
        Assert.Equal(
            Enumerable.Range(0, Count).Where(IsReplaced).Select(AddressOf).Order(),
            resources.Where(step => step.Action == StepAction.Delete).Select(step => step.Name).Order());
        Assert.All(resources, step => Assert.Equal(TimeSpan.FromSeconds(step.Outcome == StepOutcome.Failed ? 10 : 1), step.Duration));
    }

    [Fact]
    public void The_steps_do_not_depend_on_where_chunks_end()
    {
        (double, string)[] log = [.. Log().Take(60), .. Log().TakeLast(8)];
        string[] whole = Steps(log, []);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(50), Prop.ForAll(Gen.Choose(1, 90).ListOf(16).ToArbitrary(), sizes =>
            Assert.Equal(whole, Steps(log, [.. sizes]))));
    }

    private static string[] Steps(IEnumerable<(double Seconds, string Text)> log, int[] sizes)
    {
        var scene = new StepScene();
        int chunk = 0;
        foreach ((double seconds, string text) in log)
        {
            scene.Waits(seconds);
            ReadOnlySpan<byte> bytes = Encoding.UTF8.GetBytes(text);
            while (!bytes.IsEmpty)
            {
                int size = sizes.Length == 0 ? bytes.Length : Math.Min(bytes.Length, sizes[chunk++ % sizes.Length]);
                scene.Writes(bytes[..size]);
                bytes = bytes[size..];
            }
        }

        return scene.Lines(StepOutcome.Failed);
    }

    private static string AddressOf(int i) => (i % 3) switch
    {
        0 => $"module.net[\"{Keys[i % Keys.Length]}\"].aws_subnet.s{i}",
        1 => $"aws_iam_role.r{i}[{i}]",
        _ => $"module.a.module.b[{i}].aws_sg.g[\"{Keys[(i + 4) % Keys.Length]}\"]",
    };

    private static bool IsFailed(int i) => i % 100 == 50;

    private static bool IsReplaced(int i) => i % 10 == 7;

    // A second a resource; those that fail are told of at the end, as Terraform does it.
    private static IEnumerable<(double Seconds, string Text)> Log()
    {
        yield return (0, "[2026-01-24T14:43:27Z] === Stage 1: Apply ===\n");
        yield return (0, Bold("Plan:") + " 1500 to add, 0 to change, 150 to destroy.\n");
        for (int i = 0; i < Count; i++)
        {
            string address = AddressOf(i);
            yield return (0, Bold($"{address}: Creating...") + "\n");
            if (IsReplaced(i)) yield return (0, Bold($"{address} (deposed object 1a2b3c4d): Destroying... [id=i-{i}]") + "\r\n");
            yield return (1, IsFailed(i) ? "" : Bold($"{address}: Creation complete after 1s [id=i-{i}]") + "\n");
            if (IsReplaced(i)) yield return (0, Bold($"{address} (deposed object 1a2b3c4d): Destruction complete after 1s") + "\n");
        }

        yield return (2, "\n");
        foreach (int i in Enumerable.Range(0, Count).Where(IsFailed))
        {
            string bar = "\e[31m│\e[0m \e[0m";
            yield return (0, $"\e[31m╷\e[0m\e[0m\n{bar}{Bold("\e[31mError: \e[0m\e[0m\e[1mno capacity")}\n{bar}\n"
                + $"{bar}  with {AddressOf(i)},\n{bar}  on main.tf line {i}, in resource \"x\" \"y\":\n\e[31m╵\e[0m\e[0m\n");
        }
    }

    private static string Bold(string text) => $"\e[0m\e[1m{text}\e[0m";
}
