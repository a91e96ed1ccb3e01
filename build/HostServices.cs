using Build.Options;
using Build.Output;
using Build.Timing;
using BuildTiming.Journal;
using BuildTiming.Phases;
using BuildTiming.Running;
using BuildTiming.Running.Stopping;
using Cake.Core;
using Cake.Core.Diagnostics;
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
        .AddSingleton(Interrupts.Listen())
        .AddSingleton(Tee)
        .AddSingleton<Recording>()
        .AddSingleton(Timer)
        .AddSingleton<CommandRunner>()
        .AddSingleton<KilledRuns>()
        .AddSingleton<RowPublishing>();

    private static BuildOptions Options(IServiceProvider services)
    {
        OptionReader reader = services.GetRequiredService<OptionReader>();
        ArgumentCheck.RequireOneSpelling(Environment.GetCommandLineArgs());
        ArgumentCheck.RequireKnown(reader, [.. TaskNames.All.Select(task => task.Name)]);
        return BuildOptions.Read(reader, services.GetRequiredService<ICakeEnvironment>().WorkingDirectory.FullPath);
    }

    private static ProcessTee Tee(IServiceProvider services) => new(
        services.GetRequiredService<TimeProvider>(), services.GetRequiredService<Interrupts>(), services.GetRequiredService<ICakeLog>().Warn);

    private static PhaseTimer Timer(IServiceProvider services) => new(
        services.GetRequiredService<BuildOptions>().PlatformRoot,
        new Lazy<Spool?>(() => services.GetRequiredService<Recording>().Spool),
        services.GetRequiredService<ProcessTee>(),
        services.GetRequiredService<TimeProvider>(),
        services.GetRequiredService<ICakeLog>().Warn);
}
