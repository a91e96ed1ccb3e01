using Build;
using Build.Options;
using Build.Options.CakeConfig;
using Build.Output;
using Build.Run;
using Build.Targets;
using BuildTiming.Processes;
using Cake.Core;
using Cake.Frosting;
using Microsoft.Extensions.DependencyInjection;

AddressSpace.Spare();
HostConsole.Install();
if (Help.IsWanted(args))
{
    Console.Out.Write(Help.Text());
    return 0;
}

var commandLine = new CommandLine(args);
try
{
    commandLine.RequireNoBareTarget(() => TaskNames.All.Select(task => task.Name));
    SettingsFile.Require(commandLine.WorkingFolder);
}
catch (CakeException refusal)
{
    Console.Error.WriteLine($"Error: {refusal.Message}");
    return refusal.ExitCode;
}

var exitCode = new ExitCode();
int ofHost = new CakeHost()
    .ConfigureServices(HostServices.Add)
    .ConfigureServices(services => services.AddSingleton(exitCode))
    .UseContext<BuildContext>()
    .UseLifetime<BuildLifetime>()
    .UseTaskLifetime<TaskLifetime>()
    // Targets run in the order in which they are named.
    .UseCakeSetting("Settings_UnifiedDependencyGraphForMultipleTargets", "false")
    .Run(Spelling.OfHost(args));

return exitCode.Of(ofHost);
