using System.Globalization;
using Faults.Plans;
using Faults.Worlds;

namespace Faults.Forms;

/// <summary>
/// Machines with the same environment, author and clock, started in the same second: their rows are equal, and only the runs' names tell
/// them apart. Half of them are killed once their phase has begun.
/// </summary>
internal sealed class EqualForm : SoakForm
{
    private static readonly string[] Policies = ["direct", "direct", "direct", "handoff", "none"];
    private static readonly string[] Moments = ["before", "during", "after"];
    private static readonly string[] Steps = ["phase", "fast-import", "push", "push"];
    private static readonly string[] Hooks = ["pre-receive", "update", "post-receive"];

    public override string Name => "equal";

    public override int Clones => 4;

    protected override RoundPlan Draw(string name, PlanMaker maker, Random random, IReadOnlyList<Place> places)
    {
        string policy = Policies[random.Next(Policies.Length)];
        int exitCode = random.Next(4) == 0 ? 3 : 0;
        HashSet<int> doomed = [.. Enumerable.Range(0, places.Count).OrderBy(_ => random.Next()).Take(places.Count / 2)];
        HostPlan[] machines =
        [
            .. places.Select((place, number) => new HostPlan
            {
                Env = name,
                Name = string.Create(CultureInfo.InvariantCulture, $"{name}m{number}"),
                Place = place,
                Targets = ["ApplyPersistent"],
                Publish = policy,
                ExitCode = exitCode,
                WorkMilliseconds = 100,
                Fault = doomed.Contains(number) ? Fault(random) : new NoFault(),
            }),
        ];
        return new RoundPlan([machines], Survivors(name, maker, places), maker.Merge(name + "merge", places)) { HaveEqualClocks = true };
    }

    private static Fault Fault(Random random)
    {
        Victims victims = random.Next(2) == 0 ? Victims.Host : Victims.HostAndGit;
        return random.Next(6) switch
        {
            < 3 => new AfterStart(random.Next(0, 1000), random.Next(3) == 0 ? Victims.Tree : victims),
            3 => new CommandStep(Hooks[random.Next(Hooks.Length)], 1, "during", 0, victims),
            4 => new CommandStep("push", 1, "late", random.Next(0, 1500), Victims.Host),
            _ => new CommandStep(Steps[random.Next(Steps.Length)], 1, Moments[random.Next(Moments.Length)], 0, victims),
        };
    }
}
