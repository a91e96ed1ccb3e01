using Cake.Core;

namespace Cake.Frosting.Tests.Lifetimes;

/// <summary>Tells around the build what it is given; fails when the argument <c>fail</c> names its part.</summary>
public sealed class RecordingLifetime(Steps steps) : FrostingLifetime
{
    public override void Setup(ICakeContext context, ISetupContext info)
    {
        steps.Add($"setup {info.TargetTask.Name}: {string.Join(' ', info.TasksToExecute.Select(task => task.Name))}");
        if (context.Arguments.GetArgument("fail") == "setup")
            throw new CakeException(7, "setup broke");
    }

    public override void Teardown(ICakeContext context, ITeardownContext info)
    {
        steps.Add(info.Successful ? "teardown" : "teardown after: " + info.ThrownException.Message);
        if (context.Arguments.GetArgument("fail") == "teardown")
            throw new CakeException(9, "teardown broke");
    }
}
