using Cake.Core;

namespace Cake.Frosting.Tests.Execution;

/// <summary>The one public task of this assembly.</summary>
public sealed class ExportedTask(Steps steps) : FrostingTask
{
    public override void Run(ICakeContext context) => steps.Add("exported");
}
