using Cake.Core.IO;
using Microsoft.Extensions.DependencyInjection;
using static Cake.Frosting.Tests.Stranger.StrangerLifetimes;
using static Cake.Frosting.Tests.Stranger.StrangerTasks;
using static Cake.Frosting.Tests.Stranger.StrangerTools;

namespace Cake.Frosting.Tests.Stranger;

/// <summary>
/// A build in the shape that public Cake Frosting builds have: a startup class, lifetimes apart from each other, tools, options with
/// several values, tasks of both kinds, dependees, tolerated failures, aggregates without a body.
/// </summary>
internal sealed class StrangerHost : IFrostingStartup
{
    public static TestHost Create(DirectoryPath root) => new TestHost()
        .Task<Default>().Task<Clean>().Task<Compile>().Task<RunTests>().Task<Lint>().Task<Pack>().Task<Push>().Task<PushFeed>()
        .Task<PushImages>()
        .Task<Announce>()
        .With(host => host
            .UseStartup<StrangerHost>()
            .UseWorkingDirectory(root)
            .UseCakeSetting("NuGet_UseInProcessClient", "true")
            .InstallTool(new Uri("paper:?package=versioner&version=6.0.0"))
            .SetToolPath(root.Combine("tools")));

    public void Configure(IServiceCollection services) => services
        .UseContext<StrangerContext>()
        .UseSetup<StrangerSetup>()
        .UseTeardown<StrangerTeardown>()
        .UseTaskLifetime<FoldedLog>()
        .UsePackageInstaller<PaperInstaller>()
        .UseTool(new Uri("paper:?package=covers"))
        .AddSingleton<Versioner>();
}
