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
var commandLine = new CommandLine(args);
if (Help.IsWanted(commandLine.Host))
{
    Console.Out.Write(Help.Text());
    return 0;
}

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
    .Run(Spelling.OfHost(commandLine.Host));

return exitCode.Of(ofHost);
