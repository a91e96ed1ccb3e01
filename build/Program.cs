using Build;
using Build.Options;
using Build.Timing;
using Cake.Frosting;
using Microsoft.Extensions.DependencyInjection;

if (Help.IsWanted(args))
{
    Console.Out.Write(Help.Text());
    return 0;
}

SurvivingWriter.Install();
var exitCode = new ExitCode();
int ofHost = new CakeHost()
    .ConfigureServices(HostServices.Add)
    .ConfigureServices(services => services.AddSingleton(exitCode))
    .UseContext<BuildContext>()
    .UseLifetime<BuildLifetime>()
    .UseTaskLifetime<PhaseDecorator>()
    // Targets run in the order in which they are named.
    .UseCakeSetting("Settings_UnifiedDependencyGraphForMultipleTargets", "false")
    .Run(Spelling.OfHost(args));

return exitCode.Of(ofHost);
