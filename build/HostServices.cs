using Build.Options;
using Build.Output;
using Build.Run;
using Build.Targets;
using BuildTiming.Telemetry;
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
        .AddBuildTiming(Timing);

    private static TimingOptions Timing(IServiceProvider services)
    {
        BuildOptions options = services.GetRequiredService<BuildOptions>();
        // Its assemblies are loaded where it is called: where the environment names no backend, never.
        return options.Timing() with { Telemetry = () => new RunTelemetry(TaskNames.Joined(options.Targets)) };
    }

    private static BuildOptions Options(IServiceProvider services)
    {
        OptionReader reader = services.GetRequiredService<OptionReader>();
        ArgumentCheck.RequireOneSpelling(new CommandLine(Environment.GetCommandLineArgs()).Host);
        ArgumentCheck.RequireKnown(reader, [.. TaskNames.All.Select(task => task.Name)]);
        var options = BuildOptions.Read(reader, services.GetRequiredService<ICakeEnvironment>().WorkingDirectory.FullPath);
        WordCheck.RequireRead(options, reader.ArgumentNames);
        return options;
    }
}
