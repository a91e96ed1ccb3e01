using Cake.Core;

namespace Cake.Frosting.Tests.Stranger;

/// <summary>What the build does, and in which order.</summary>
internal static class StrangerTasks
{
    [IsDependentOn(typeof(Pack))]
    internal sealed class Default : FrostingTask;

    internal sealed class Clean : FrostingTask<StrangerContext>
    {
        public override void Run(StrangerContext context) => context.Steps.Add("cleans");
    }

    [TaskDescription("Compiles for every platform")]
    [IsDependentOn(typeof(Clean))]
    internal sealed class Compile : AsyncFrostingTask<StrangerContext>
    {
        public override async Task RunAsync(StrangerContext context)
        {
            foreach (string platform in context.Platforms)
            {
                await Task.Yield();
                context.Steps.Add($"compiles {platform}");
            }
        }
    }

    [TaskName("Run-Tests")]
    [IsDependentOn(typeof(Compile))]
    internal sealed class RunTests : FrostingTask<StrangerContext>
    {
        public override void Run(StrangerContext context)
        {
            if (context.BuildConfiguration == "Debug")
                throw new CakeException(3, "2 tests failed");
            context.Steps.Add("tests");
        }

        public override void Finally(StrangerContext context) => context.Steps.Add("collects results");
    }

    /// <summary>Hooks itself before <see cref="Pack"/>, which knows nothing of it.</summary>
    [IsDependeeOf(typeof(Pack))]
    [ContinueOnError]
    internal sealed class Lint : FrostingTask<StrangerContext>
    {
        public override void Run(StrangerContext context) => throw new CakeException("too many blanks");
    }

    [IsDependentOn(typeof(RunTests))]
    internal sealed class Pack : FrostingTask<StrangerContext>
    {
        public override void Run(StrangerContext context) => context.Steps.Add($"packs {context.Version}");
    }

    [IsDependentOn(typeof(Pack))]
    [IsDependentOn(typeof(PushFeed))]
    [IsDependentOn(typeof(PushImages))]
    internal sealed class Push : FrostingTask<StrangerContext>;

    internal sealed class PushFeed : AsyncFrostingTask<StrangerContext>
    {
        public override string SkippedMessage => "this is no release";

        public override bool ShouldRun(StrangerContext context) => context.IsRelease;

        public override Task RunAsync(StrangerContext context) => throw new TimeoutException("the feed is slow");

        public override void OnError(Exception exception, StrangerContext context) => context.Steps.Add($"handles: {exception.Message}");
    }

    internal sealed class PushImages : FrostingTask<StrangerContext>
    {
        public override bool ShouldRun(StrangerContext context) => context.IsRelease;

        public override void Run(StrangerContext context) => context.Steps.Add("pushes images");
    }

    internal sealed class Announce : FrostingTask<StrangerContext>
    {
        public override void Run(StrangerContext context) => context.Steps.Add("announces");
    }
}
