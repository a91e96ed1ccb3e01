using Build.Run;
using Cake.BuildTiming;
using Cake.Frosting;

namespace Build.Tasks.Development;

/// <summary>Runs every case of every test of this repository, and says how many passed.</summary>
[TaskName("TestAll")]
[TaskDescription("Tests this build host with every case of every test.")]
public sealed class TestAll(CommandRunner commands) : FrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override void Run(BuildContext context) => new TestRun(commands, context).RunAll();
}
