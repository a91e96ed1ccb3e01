// A Cake Frosting host as anybody could have it. All that it does for its timing is one line here and an attribute on each task.
using BuildTiming.Running;
using Cake.BuildTiming;
using Cake.BuildTiming.Progress;
using Cake.Core;
using Cake.Frosting;

return new CakeHost()
    // In the terminal of a test it shows progress, be that in CI.
    .ConfigureServices(services => services.AddBuildTiming(
        new TimingOptions { Progress = args.Contains("--bar") ? ProgressMode.Bar : ProgressMode.Auto }))
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

/// <summary>Runs no command, and is killed in the middle of its own code.</summary>
[Timed("migrate")]
public sealed class Migrate : FrostingTask
{
    public override void Run(ICakeContext context) => System.Diagnostics.Process.GetCurrentProcess().Kill();
}

/// <summary>Is not content with what its command did.</summary>
[Timed("smoke-tests")]
public sealed class SmokeTests(CommandRunner commands) : FrostingTask
{
    public override void Run(ICakeContext context)
    {
        commands.Run(new PhaseCommand { Program = "bash", Arguments = ["-c", "echo 0 tests"] });
        throw new CakeException(9, "no test has run");
    }
}

/// <summary>Runs the script that a test has written.</summary>
[Timed("scripted")]
public sealed class Scripted(CommandRunner commands) : FrostingTask
{
    public override void Run(ICakeContext context) =>
        commands.Run(new PhaseCommand { Program = "bash", Arguments = [context.Arguments.GetArgument("script")] });
}

[IsDependentOn(typeof(UnitTests))]
public sealed class Default : FrostingTask;
