using Microsoft.Extensions.DependencyInjection;

namespace Cake.Frosting;

/// <summary>Configures the host's services from a class of its own.</summary>
public interface IFrostingStartup
{
    /// <summary>Adds services to the container.</summary>
    /// <param name="services">The host's services so far.</param>
    void Configure(IServiceCollection services);
}
