using BuildTiming.Running.Stopping;
using BuildTiming.Sessions;
using Cake.BuildTiming.Ci;
using Cake.BuildTiming.Lifetimes;
using Cake.BuildTiming.Output;
using Cake.BuildTiming.Progress;
using Cake.Common.Build;
using Cake.Core;
using Cake.Core.Diagnostics;
using Cake.Frosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Cake.BuildTiming;

/// <summary>Brings timing into a Cake Frosting host.</summary>
public static class BuildTimingServices
{
    /// <summary>
    /// Every task that is a phase (<see cref="ITimedTask"/>, <see cref="TimedAttribute"/>) is timed from here on, and its row published.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="options">
    /// What the host says of its runs; by default the environment <c>local</c> and the registry of the working directory.
    /// </param>
    public static IServiceCollection AddBuildTiming(this IServiceCollection services, TimingOptions? options = null) =>
        services.AddBuildTiming(_ => options ?? new TimingOptions());

    /// <inheritdoc cref="AddBuildTiming(IServiceCollection, TimingOptions?)"/>
    /// <param name="services">The host's services.</param>
    /// <param name="options">What the host says of its runs, from its other services; asked for once, when the first task begins.</param>
    /// <remarks>
    /// Cake takes one lifetime and one task lifetime, the last that was set. A host's own ones count, whether it sets them before this or
    /// after; it calls <see cref="TimedRun"/> from there, because nothing is timed else.
    /// </remarks>
    public static IServiceCollection AddBuildTiming(this IServiceCollection services, Func<IServiceProvider, TimingOptions> options)
    {
        services.TryAddSingleton(TimeProvider.System);
        return services
            .AddSingleton(options)
            .AddSingleton(Interrupts.Listen())
            .AddSingleton(Session)
            .AddSingleton<TimedTasks>()
            .AddSingleton<CommandRunner>()
            .AddSingleton<KilledRuns>()
            .AddSingleton<RowPublishing>()
            .AddSingleton<JournalReport>()
            .AddSingleton<TimedPhases>()
            .AddSingleton<EndOfRun>()
            .AddSingleton<StatusReport>()
            .AddSingleton(provider => new TimedRun(
                provider.GetRequiredService<BuildTimingSession>(), provider.GetRequiredService<TimedTasks>(),
                provider.GetRequiredService<TimedPhases>(), provider.GetRequiredService<KilledRuns>(),
                provider.GetRequiredService<EndOfRun>()))
            .AddLifetimes();
    }

    private static IServiceCollection AddLifetimes(this IServiceCollection services)
    {
        services.AddSingleton<BuildTimingLifetime>().AddSingleton<PhaseDecorator>();
        services.TryAddSingleton<IFrostingSetup>(provider => provider.GetRequiredService<BuildTimingLifetime>());
        services.TryAddSingleton<IFrostingTeardown>(provider => provider.GetRequiredService<BuildTimingLifetime>());
        services.TryAddSingleton<IFrostingTaskSetup>(provider => provider.GetRequiredService<PhaseDecorator>());
        services.TryAddSingleton<IFrostingTaskTeardown>(provider => provider.GetRequiredService<PhaseDecorator>());
        return services;
    }

    private static BuildTimingSession Session(IServiceProvider services)
    {
        TimingOptions options = services.GetRequiredService<TimingOptions>();
        ICakeContext context = services.GetRequiredService<ICakeContext>();
        var session = new BuildTimingOptions
        {
            Folder = options.Root ?? context.Environment.WorkingDirectory.FullPath,
            Policy = options.Policy,
            // Cake knows a CI system by its own variables, and loads much to read them.
            IsCi = () => context.Environment.GetEnvironmentVariable("CI") == "true" || !context.BuildSystem().IsLocalBuild,
            CiRun = () => CiRun.Of(context),
            Branch = options.Branch,
            Remote = options.Remote,
            Budget = options.Budget,
            FolderOf = options.FolderOf,
            StepLimit = options.StepLimit,
            StagePattern = options.StagePattern,
            Telemetry = options.Telemetry,
            Warn = context.Log.Warn,
            Clock = services.GetRequiredService<TimeProvider>(),
        };
        var opened = new BuildTimingSession(session, services.GetRequiredService<Interrupts>());
        // Whoever wants it quiet wants no progress either.
        if (options.Progress != ProgressMode.Off && context.Log.Verbosity != Verbosity.Quiet)
            opened.View = View(opened, options.Progress, context.Log, session.Clock);
        return opened;
    }

    private static PhaseView View(BuildTimingSession session, ProgressMode mode, ICakeLog log, TimeProvider clock) =>
        new(mode, TerminalFeatures.Current, Environment.GetEnvironmentVariable,
            new ProgressSource(() => session.Progress, () => session.IsCi, clock, log.Warn));
}
