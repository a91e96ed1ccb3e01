using Cake.Core.Packaging;
using Cake.DotNetTool.Module;
using Cake.NuGet;
using Microsoft.Extensions.DependencyInjection;

namespace Cake.Frosting.Execution;

/// <summary>
/// Cake's own installers of packages: registered only for a host that asks for a tool, since they load NuGet's assemblies.
/// </summary>
internal static class PackageModules
{
    /// <summary>
    /// They come first, as in Cake.Frosting: an installer of the host is asked after them, a service of the host replaces theirs.
    /// </summary>
    public static void AddWhereToolsAreUsed(IServiceCollection services)
    {
        if (services.All(service => service.ServiceType != typeof(PackageReference))) return;
        int position = 0;
        foreach (ServiceDescriptor service in Create()) services.Insert(position++, service);
    }

    private static ServiceCollection Create()
    {
        var services = new ServiceCollection();
        Frosting.ServiceCollectionExtensions.UseModule<NuGetModule>(services);
        Frosting.ServiceCollectionExtensions.UseModule<DotNetToolModule>(services);
        return services;
    }
}
