// A Cake Frosting host as anybody could have it. All that it does for its timing is one line here and an attribute on each task.
using BuildTiming.Running;
using Cake.BuildTiming;
using Cake.Core;
using Cake.Frosting;

return new CakeHost()
    .ConfigureServices(services => services.AddBuildTiming())
    .UseLifetimesOf(args)
    .Run(args);

[Timed("restore")]
public sealed class Restore : FrostingTask
{
    public override bool ShouldRun(ICakeContext context) => context.Arguments.HasArgument("restore");
}

[Timed("compile")]
[IsDependentOn(typeof(Restore))]
public sealed class Compile : FrostingTask
{
    public override void Run(ICakeContext context) => Console.WriteLine("compiles");
}

[Timed("unit-tests")]
[IsDependentOn(typeof(Compile))]
public sealed class UnitTests(CommandRunner commands) : FrostingTask
{
    public override void Run(ICakeContext context) =>
        commands.Run(
            new PhaseCommand { Program = "bash", Arguments = ["-c", "echo 3 tests; exit " + context.Arguments.GetArgument("failing")] });
}

[Timed("package")]
public sealed class Package : FrostingTask
{
    public override void Run(ICakeContext context) => throw new CakeException(7, "no licence");
}

[IsDependentOn(typeof(UnitTests))]
public sealed class Default : FrostingTask;
