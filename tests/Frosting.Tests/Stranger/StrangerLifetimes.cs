using Cake.Common;
using Cake.Core;

namespace Cake.Frosting.Tests.Stranger;

/// <summary>What runs around the build and around each task.</summary>
internal static class StrangerLifetimes
{
    internal sealed class StrangerSetup(StrangerTools.Versioner versioner) : FrostingSetup<StrangerContext>
    {
        public override void Setup(StrangerContext context, ISetupContext info)
        {
            context.Version = versioner.Read(context);
            context.BuildConfiguration = context.Argument("configuration", "Release");
            context.Platforms = [.. context.Arguments<string>("platform", "any")];
            context.IsRelease = context.HasArgument("release");
            context.Steps.Add(
                $"setup {info.TargetTask.Name} {context.Version} {context.BuildConfiguration} {string.Join('+', context.Platforms)}");
        }
    }

    internal sealed class StrangerTeardown : FrostingTeardown<StrangerContext>
    {
        public override void Teardown(StrangerContext context, ITeardownContext info) =>
            context.Steps.Add(info.Successful ? "teardown" : $"teardown after: {info.ThrownException!.Message}");
    }

    internal sealed class FoldedLog : FrostingTaskLifetime<StrangerContext>
    {
        public override void Setup(StrangerContext context, ITaskSetupContext info) => context.Steps.Add($"[{info.Task.Name}");

        public override void Teardown(StrangerContext context, ITaskTeardownContext info) =>
            context.Steps.Add(info.Skipped ? "skipped]" : info.Successful ? "]" : "failed]");
    }
}
