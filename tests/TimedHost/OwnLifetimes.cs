using Cake.BuildTiming;
using Cake.Core;
using Cake.Frosting;

/// <summary>
/// The host with lifetimes of its own, which <c>--own-lifetimes</c> asks for: Cake takes one of a kind, so they call the timing themselves.
/// </summary>
internal static class OwnLifetimes
{
    public static CakeHost UseLifetimesOf(this CakeHost host, string[] arguments) =>
        arguments.Contains("--own-lifetimes") ? host.UseLifetime<Around>().UseTaskLifetime<AroundTask>() : host;

    private sealed class Around(TimedRun run) : FrostingLifetime
    {
        public override void Setup(ICakeContext context, ISetupContext info) => run.Begin(context, info);

        public override void Teardown(ICakeContext context, ITeardownContext info)
        {
            run.End(context);
            Console.WriteLine("own teardown");
        }
    }

    private sealed class AroundTask(TimedRun run) : FrostingTaskLifetime
    {
        public override void Setup(ICakeContext context, ITaskSetupContext info)
        {
            Console.WriteLine($"own setup of {info.Task.Name}");
            run.BeginTask(context, info);
        }

        public override void Teardown(ICakeContext context, ITaskTeardownContext info) => run.EndTask(info);
    }
}
