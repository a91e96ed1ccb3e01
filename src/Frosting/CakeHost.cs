using System.Reflection;
using Cake.Frosting.Execution;
using Microsoft.Extensions.DependencyInjection;

namespace Cake.Frosting;

/// <summary>
/// A program that is a Cake build: it finds the tasks, reads the command line and runs the targets. A task is any
/// public class of the program's assembly, and of added ones, that is an <see cref="IFrostingTask"/>.
/// </summary>
public sealed class CakeHost
{
    private readonly ServiceCollection _services = EngineServices.Create();
    private readonly List<Assembly> _assemblies = [];

    /// <summary>Starts with Cake's services and the tasks of the program's own assembly.</summary>
    public CakeHost()
    {
        // A host inside an unmanaged process has no entry assembly.
        if (Assembly.GetEntryAssembly() is { } entry) _assemblies.Add(entry);
    }

    /// <summary>Creates a host, for those who begin a chain of calls with a method.</summary>
    /// <returns>A new host.</returns>
    public static CakeHost Create() => new();

    /// <summary>Adds the tasks of another assembly.</summary>
    /// <param name="assembly">The assembly; its public task classes are taken.</param>
    /// <returns>This host.</returns>
    public CakeHost AddAssembly(Assembly assembly)
    {
        _assemblies.Add(assembly);
        return this;
    }

    /// <summary>Adds services for tasks, lifetimes and context, or replaces Cake's own.</summary>
    /// <param name="services">Is called at once with the host's services.</param>
    /// <returns>This host.</returns>
    public CakeHost ConfigureServices(Action<IServiceCollection> services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services(_services);
        return this;
    }

    /// <summary>Does what the command line asks for: by default, runs the target <c>Default</c>.</summary>
    /// <param name="args">The program's arguments; those that are not the host's are the build's.</param>
    /// <returns>
    /// 0 for success; the exit code of the <see cref="Core.CakeException"/> that ended the build, 1 for any other error;
    /// -1 when the command line cannot be read.
    /// </returns>
    public int Run(IEnumerable<string> args)
    {
        ArgumentNullException.ThrowIfNull(args);
        foreach (Type type in _assemblies.SelectMany(assembly => assembly.GetExportedTypes()))
        {
            if (type is { IsClass: true, IsAbstract: false } && typeof(IFrostingTask).IsAssignableFrom(type))
                _services.AddSingleton(typeof(IFrostingTask), type);
        }

        return new HostCommand(_services).Execute(args);
    }
}
