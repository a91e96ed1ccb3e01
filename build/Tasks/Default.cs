using Build.Run;
using Build.Targets;
using Cake.Frosting;

namespace Build.Tasks;

/// <summary>Lists targets and options; never deploys.</summary>
[TaskName("Default")]
[TaskDescription("Lists targets and options.")]
public sealed class Default : FrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override void Run(BuildContext context) => Console.Out.Write(Help.Text());
}
