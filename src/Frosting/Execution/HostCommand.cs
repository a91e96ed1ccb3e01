using System.Reflection;
using Cake.Cli;
using Cake.Core;
using Cake.Core.Configuration;
using Cake.Core.Diagnostics;
using Cake.Core.IO;
using Cake.Core.Packaging;
using Cake.Core.Scripting;
using Cake.Frosting.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using SystemPath = System.IO.Path;

namespace Cake.Frosting.Execution;

/// <summary>
/// Does what a command line asks for. As in Cake.Frosting the container is not disposed: it lives as long as the process.
/// </summary>
internal sealed class HostCommand(IServiceCollection services)
{
    private const int CommandLineExitCode = -1;

    public int Execute(IEnumerable<string> arguments)
    {
        HostCommandLine commandLine;
        try
        {
            commandLine = HostCommandLineParser.Parse(arguments);
        }
        catch (CommandLineException exception)
        {
            services.BuildServiceProvider().GetRequiredService<ICakeLog>().LogException(exception);
            return CommandLineExitCode;
        }

        services.AddSingleton<ICakeArguments>(BuildArguments.From(commandLine));
        PackageModules.AddWhereToolsAreUsed(services);
        ServiceProvider provider = services.BuildServiceProvider();
        try
        {
            if (!TryPrint(commandLine, provider)) Run(commandLine, provider);
            return 0;
        }
        catch (Exception exception)
        {
            // The program ends here: whatever ended the build becomes its one message and its exit code. The engine wraps what a task
            // threw, and its exit code with it: a host that wants the task's own sees it in its teardown
            // (ITeardownContext.ThrownException).
            return provider.GetRequiredService<ICakeLog>().LogException(exception);
        }
    }

    private static bool TryPrint(HostCommandLine commandLine, IServiceProvider provider)
    {
        var console = new Lazy<IConsole>(provider.GetRequiredService<IConsole>);
        if (commandLine.ShowHelp)
            console.Value.WriteLine("{0}", HelpText.For(SystemPath.GetFileName(Assembly.GetEntryAssembly()?.Location) ?? "build"));
        else if (commandLine.ShowVersion)
            provider.GetRequiredService<ICakeVersionFeature>().Run(console.Value);
        else if (commandLine.ShowInfo)
            provider.GetRequiredService<ICakeInfoFeature>().Run(console.Value);
        else
            return false;
        return true;
    }

    private static void Run(HostCommandLine commandLine, IServiceProvider provider)
    {
        // Until the configuration can be read, which needs the working directory, the option alone sets the verbosity.
        ICakeLog log = provider.GetRequiredService<ICakeLog>();
        log.Verbosity = commandLine.Verbosity ?? Verbosity.Normal;
        SetWorkingDirectory(commandLine, provider);
        log.Verbosity = provider.GetRequiredService<ICakeConfiguration>().GetVerbosity(commandLine.Verbosity);

        ScriptHost host = HostFor(commandLine.Mode, provider);
        provider.GetRequiredService<TaskRegistrar>().Register(provider.GetServices<IFrostingTask>());
        provider.GetRequiredService<LifetimeRegistrar>().Register();
        InstallTools(provider, log);
        if (commandLine.Exclusive) host.Settings.UseExclusiveTarget();
        host.RunTargets(commandLine.Targets);
    }

    private static void InstallTools(IServiceProvider provider, ICakeLog log)
    {
        PackageReference[] tools = [.. provider.GetServices<PackageReference>()];
        if (tools.Length == 0) return;
        log.Verbose("Installing tools...");
        IToolInstaller installer = provider.GetRequiredService<IToolInstaller>();
        foreach (PackageReference tool in tools) installer.Install(tool);
    }

    private static void SetWorkingDirectory(HostCommandLine commandLine, IServiceProvider provider)
    {
        ICakeEnvironment environment = provider.GetRequiredService<ICakeEnvironment>();
        DirectoryPath? path = commandLine.WorkingDirectory ?? provider.GetService<WorkingDirectory>()?.Path;
        DirectoryPath directory = path?.MakeAbsolute(environment) ?? environment.WorkingDirectory;
        if (!provider.GetRequiredService<IFileSystem>().Exist(directory))
            throw new FrostingException($"The working directory '{directory.FullPath}' does not exist.");
        environment.WorkingDirectory = directory;
    }

    private static ScriptHost HostFor(HostMode mode, IServiceProvider provider) => mode switch
    {
        HostMode.DryRun => provider.GetRequiredService<DryRunScriptHost<IFrostingContext>>(),
        HostMode.Tree => provider.GetRequiredService<TreeScriptHost>(),
        HostMode.Description => provider.GetRequiredService<DescriptionScriptHost>(),
        _ => provider.GetRequiredService<BuildScriptHost<IFrostingContext>>(),
    };
}
