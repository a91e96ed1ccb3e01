using Faults.Worlds;

namespace Faults.Plans;

public sealed class PlanMakerTests
{
    private static readonly Place[] Places = [new("/one", new Clone("/one")), new("/two", new Clone("/two"))];

    [Fact]
    public void The_same_seed_draws_the_same_plans()
    {
        Assert.Equal(Draw(4711), Draw(4711));
        Assert.NotEqual(Draw(4711), Draw(4712));
    }

    private static string Draw(int seed) => string.Join('\n', new PlanMaker(new Random(seed)).Draw("r0", Places)
        .Select(plan => $"{string.Join(' ', plan.Arguments)} {string.Join(' ', plan.Variables)} {plan.Fault}"));
}
