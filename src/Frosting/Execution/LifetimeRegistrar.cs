using Cake.Core;
using Cake.Core.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Cake.Frosting.Execution;

/// <summary>Registers what runs around the build and around each task; of several of a kind, the container gives the last.</summary>
internal sealed class LifetimeRegistrar(ICakeEngine engine, IFrostingContext context, ICakeLog log, IServiceProvider services)
{
    public void Register()
    {
        if (Find<IFrostingSetup>("setup") is { } setup) engine.RegisterSetupAction(info => setup.Setup(context, info));
        if (Find<IFrostingTeardown>("teardown") is { } teardown)
            engine.RegisterTeardownAction(info => teardown.Teardown(context, info));
        if (Find<IFrostingTaskSetup>("task setup") is { } taskSetup)
            engine.RegisterTaskSetupAction(info => taskSetup.Setup(context, info));
        if (Find<IFrostingTaskTeardown>("task teardown") is { } taskTeardown)
            engine.RegisterTaskTeardownAction(info => taskTeardown.Teardown(context, info));
    }

    private T? Find<T>(string kind)
        where T : class
    {
        T? found = services.GetService<T>();
        if (found is not null) log.Debug("Registering {0}: {1}", kind, found.GetType().Name);
        return found;
    }
}
