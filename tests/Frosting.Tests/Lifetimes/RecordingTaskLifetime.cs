using Cake.Core;

namespace Cake.Frosting.Tests.Lifetimes;

/// <summary>Tells around each task what it is given; fails when the argument <c>fail</c> names its part.</summary>
public sealed class RecordingTaskLifetime(Steps steps) : FrostingTaskLifetime
{
    public override void Setup(ICakeContext context, ITaskSetupContext info)
    {
        steps.Add("before " + info.Task.Name);
        if (context.Arguments.GetArgument("fail") == "task-setup")
            throw new CakeException(8, "task setup broke");
    }

    public override void Teardown(ICakeContext context, ITaskTeardownContext info)
    {
        string ending = info.Skipped ? " (skipped)" : info.Successful ? "" : $" ({info.ThrownException.Message})";
        steps.Add("after " + info.Task.Name + ending);
    }
}
