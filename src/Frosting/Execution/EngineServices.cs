using Cake.Cli;
using Cake.Core;
using Cake.Core.Configuration;
using Cake.Core.Diagnostics;
using Cake.Core.Modules;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace Cake.Frosting.Execution;

/// <summary>
/// The services that a host starts with. <see cref="PackageModules"/> are added later, where a tool is asked for; the module of
/// Cake.Common is left out: it registers nothing.
/// Whatever a host registers later replaces what is here.
/// </summary>
internal static class EngineServices
{
    public static ServiceCollection Create()
    {
        var services = new ServiceCollection();
        Frosting.ServiceCollectionExtensions.UseModule<CoreModule>(services);

        services.AddSingleton<IConsole, CakeConsole>();
        services.AddSingleton<ICakeLog>(provider => new CakeBuildLog(provider.GetRequiredService<IConsole>()));
        services.AddSingleton<ICakeConfiguration, HostConfiguration>();
        services.AddSingleton(CreateReportPrinter);
        services.AddSingleton(_ => AnsiConsole.Console);

        services.AddSingleton<IVersionResolver, VersionResolver>();
        services.AddSingleton<ICakeVersionFeature, VersionFeature>();
        services.AddSingleton<ICakeInfoFeature, InfoFeature>();

        services.AddSingleton<BuildScriptHost<IFrostingContext>>();
        services.AddSingleton<DryRunScriptHost<IFrostingContext>>();
        services.AddSingleton<TreeScriptHost>();
        services.AddSingleton<DescriptionScriptHost>();
        services.AddSingleton<IToolInstaller, ToolInstaller>();
        services.AddSingleton<TaskRegistrar>();
        services.AddSingleton<LifetimeRegistrar>();

        services.AddSingleton<FrostingContext>();
        services.AddSingleton<IFrostingContext>(provider => provider.GetRequiredService<FrostingContext>());
        return services;
    }

    // Cake's setting for plain output.
    private static ICakeReportPrinter CreateReportPrinter(IServiceProvider provider) =>
        provider.GetRequiredService<ICakeConfiguration>().GetBoolValue("Settings_UseSpectreConsoleForConsoleOutput", defaultValue: true)
            ? new ReportPrinter(provider.GetRequiredService<IAnsiConsole>())
            : ActivatorUtilities.CreateInstance<CakeReportPrinter>(provider);
}
