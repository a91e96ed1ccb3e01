using System.Globalization;
using Faults.Plans;
using Faults.Worlds;

namespace Faults.Forms;

/// <summary>Nobody is killed, and git answers wrongly at any of its calls.</summary>
internal sealed class GitForm : SoakForm
{
    /// <summary>In seconds, where a git hangs: all of it is waited for.</summary>
    private const int SmallBudget = 3;

    private static readonly string[] Hanging = ["hangs", "endless"];

    public override string Name => "git";

    protected override RoundPlan Draw(string name, PlanMaker maker, Random random, IReadOnlyList<Place> places)
    {
        HostPlan[] hosts =
            [.. places.Select((place, number) => Host(string.Create(CultureInfo.InvariantCulture, $"{name}h{number}"), place))];
        return new RoundPlan([hosts], Survivors(name, maker, places), maker.Merge(name + "merge", places));

        HostPlan Host(string env, Place place)
        {
            string policy = maker.Policy();
            string[] answers = [.. CommandStep.WrongAnswers, "late"];
            var fault = new CommandStep(
                maker.GitStep(policy), Occurrence: random.Next(4) == 0 ? 2 : 1, Moment: answers[random.Next(answers.Length)],
                Milliseconds: random.Next(0, 2500), Victims.Git);
            return new HostPlan
            {
                Env = env,
                Place = place,
                Targets = ["ApplyPersistent"],
                Publish = policy,
                ExitCode = random.Next(4) == 0 ? 3 : 0,
                BudgetSeconds = Hanging.Contains(fault.Moment) ? SmallBudget : HostPlan.LargeBudget,
                Fault = fault,
            };
        }
    }
}
