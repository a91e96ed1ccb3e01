using Build.Options;
using Build.Output;
using Build.Run;
using Build.Targets;
using Cake.BuildTiming;
using Cake.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Build;

/// <summary>What tasks and lifetimes are made of.</summary>
internal static class HostServices
{
    public static void Add(IServiceCollection services) => services
        .AddSingleton(TimeProvider.System)
        .AddSingleton<IConsole>(provider => new HostConsole(new CakeConsole(provider.GetRequiredService<ICakeEnvironment>())))
        .AddSingleton(_ => HostConsole.ForTables())
        .AddSingleton<OptionReader>()
        .AddSingleton(Options)
        .AddSingleton(RunPlan.Checked)
        .AddBuildTiming(provider => provider.GetRequiredService<BuildOptions>().Timing());

    private static BuildOptions Options(IServiceProvider services)
    {
        OptionReader reader = services.GetRequiredService<OptionReader>();
        ArgumentCheck.RequireOneSpelling(Environment.GetCommandLineArgs());
        ArgumentCheck.RequireKnown(reader, [.. TaskNames.All.Select(task => task.Name)]);
        return BuildOptions.Read(reader, services.GetRequiredService<ICakeEnvironment>().WorkingDirectory.FullPath);
    }
}
