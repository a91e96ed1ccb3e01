using Build;
using Build.Timing;
using Cake.Frosting;

if (Help.IsWanted(args))
{
    Console.Out.Write(Help.Text());
    return 0;
}

return new CakeHost()
    .ConfigureServices(HostServices.Add)
    .UseContext<BuildContext>()
    .UseLifetime<BuildLifetime>()
    .UseTaskLifetime<PhaseDecorator>()
    .Run(args);
