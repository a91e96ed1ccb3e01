using Build;
using Build.Timing;
using Cake.Frosting;

if (Help.IsWanted(args))
{
    Console.Out.Write(Help.Text());
    return 0;
}

SurvivingWriter.Install();
int exitCode = new CakeHost()
    .ConfigureServices(HostServices.Add)
    .UseContext<BuildContext>()
    .UseLifetime<BuildLifetime>()
    .UseTaskLifetime<PhaseDecorator>()
    // Targets run in the order in which they are named.
    .UseCakeSetting("Settings_UnifiedDependencyGraphForMultipleTargets", "false")
    .Run(args);

// Cake's -1 for a command line that it cannot read is this host's 2 for any input that it refuses.
return exitCode == -1 ? 2 : exitCode;
