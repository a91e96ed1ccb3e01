using Cake.Cli;
using Cake.Core.Composition;
using Cake.Core.IO;
using Cake.Core.Packaging;
using Cake.Frosting.Execution;
using Microsoft.Extensions.DependencyInjection;

namespace Cake.Frosting;

/// <summary>What a host is made of, as services; <see cref="CakeHostExtensions"/> has the same for the host.</summary>
public static class ServiceCollectionExtensions
{
    /// <summary>Sets the context that tasks and lifetimes get; the last one set is used.</summary>
    /// <typeparam name="TContext">The context's class.</typeparam>
    /// <param name="services">The host's services.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection UseContext<TContext>(this IServiceCollection services)
        where TContext : class, IFrostingContext =>
        services.AddSingleton<IFrostingContext, TContext>();

    /// <summary>Sets what runs before and after the whole build; the last one set is used.</summary>
    /// <typeparam name="TLifetime">The lifetime's class.</typeparam>
    /// <param name="services">The host's services.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection UseLifetime<TLifetime>(this IServiceCollection services)
        where TLifetime : class, IFrostingLifetime
    {
        services.AddSingleton<IFrostingLifetime, TLifetime>();
        services.AddSingleton<IFrostingSetup>(provider => provider.GetRequiredService<IFrostingLifetime>());
        return services.AddSingleton<IFrostingTeardown>(provider => provider.GetRequiredService<IFrostingLifetime>());
    }

    /// <summary>Sets what runs before the whole build; the last one set is used.</summary>
    /// <typeparam name="TSetup">The setup's class.</typeparam>
    /// <param name="services">The host's services.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection UseSetup<TSetup>(this IServiceCollection services)
        where TSetup : class, IFrostingSetup =>
        services.AddSingleton<IFrostingSetup, TSetup>();

    /// <summary>Sets what runs after the whole build; the last one set is used.</summary>
    /// <typeparam name="TTeardown">The teardown's class.</typeparam>
    /// <param name="services">The host's services.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection UseTeardown<TTeardown>(this IServiceCollection services)
        where TTeardown : class, IFrostingTeardown =>
        services.AddSingleton<IFrostingTeardown, TTeardown>();

    /// <summary>Sets what runs before and after each task; the last one set is used.</summary>
    /// <typeparam name="TLifetime">The lifetime's class.</typeparam>
    /// <param name="services">The host's services.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection UseTaskLifetime<TLifetime>(this IServiceCollection services)
        where TLifetime : class, IFrostingTaskLifetime
    {
        services.AddSingleton<IFrostingTaskLifetime, TLifetime>();
        services.AddSingleton<IFrostingTaskSetup>(provider => provider.GetRequiredService<IFrostingTaskLifetime>());
        return services.AddSingleton<IFrostingTaskTeardown>(provider => provider.GetRequiredService<IFrostingTaskLifetime>());
    }

    /// <summary>Sets what runs before each task; the last one set is used.</summary>
    /// <typeparam name="TSetup">The setup's class.</typeparam>
    /// <param name="services">The host's services.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection UseTaskSetup<TSetup>(this IServiceCollection services)
        where TSetup : class, IFrostingTaskSetup =>
        services.AddSingleton<IFrostingTaskSetup, TSetup>();

    /// <summary>Sets what runs after each task; the last one set is used.</summary>
    /// <typeparam name="TTeardown">The teardown's class.</typeparam>
    /// <param name="services">The host's services.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection UseTaskTeardown<TTeardown>(this IServiceCollection services)
        where TTeardown : class, IFrostingTaskTeardown =>
        services.AddSingleton<IFrostingTaskTeardown, TTeardown>();

    /// <summary>Adds the services of a Cake module.</summary>
    /// <typeparam name="TModule">The module's class.</typeparam>
    /// <param name="services">The host's services.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection UseModule<TModule>(this IServiceCollection services)
        where TModule : ICakeModule, new()
    {
        var registrar = new ContainerRegistrar(services);
        new TModule().Register(registrar);
        registrar.Transfer();
        return services;
    }

    /// <summary>Adds a way to install packages, for a scheme that Cake does not know.</summary>
    /// <typeparam name="TPackageInstaller">The installer's class.</typeparam>
    /// <param name="services">The host's services.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection UsePackageInstaller<TPackageInstaller>(this IServiceCollection services)
        where TPackageInstaller : class, IPackageInstaller =>
        services.AddSingleton<IPackageInstaller, TPackageInstaller>();

    /// <summary>Installs a tool before the first target runs, unless it is there already.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="uri">The tool, as in <c>dotnet:?package=Example.Tool&amp;version=1.0.0</c> or <c>nuget:?package=Example</c>.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection UseTool(this IServiceCollection services, Uri uri)
    {
        ArgumentNullException.ThrowIfNull(uri);
        return services.AddSingleton(new PackageReference(uri.OriginalString));
    }

    /// <summary>Sets the working directory of the build; the option <c>--working</c> overrides it.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="path">A directory that exists, absolute or relative to the current one.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection UseWorkingDirectory(this IServiceCollection services, DirectoryPath path) =>
        services.AddSingleton(new WorkingDirectory(path));

    /// <summary>Sets a value of Cake's configuration; environment, cake.config and arguments override it.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="key">The setting's name.</param>
    /// <param name="value">Its value.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection UseCakeSetting(this IServiceCollection services, string key, string value) =>
        services.AddSingleton(new CakeSetting(key, value));

    /// <summary>Sets the directory in which Cake looks for tools.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="toolPath">The directory, absolute or relative to the working directory.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection UseToolPath(this IServiceCollection services, DirectoryPath toolPath)
    {
        ArgumentNullException.ThrowIfNull(toolPath);
        return services.UseCakeSetting("paths_tools", toolPath.FullPath);
    }
}
