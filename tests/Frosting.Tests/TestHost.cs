using Cake.Core;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace Cake.Frosting.Tests;

/// <summary>A host whose tasks are those that a test names, and whose output is kept.</summary>
public sealed class TestHost
{
    private readonly StringWriter ansiOutput = new();
    private readonly CakeHost host = new();
    private readonly Steps steps = new();
    private readonly RecordingConsole console = new();

    public TestHost()
    {
        var ansi = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(ansiOutput), Ansi = AnsiSupport.No });
        host.ConfigureServices(services => services
            .AddSingleton(steps)
            .AddSingleton<IConsole>(console)
            .AddSingleton(ansi));
    }

    public IReadOnlyList<string> Steps => steps.All;

    public string Output => console.Output;

    public string Errors => console.Errors;

    /// <summary>The tables: the summary of a run and the descriptions.</summary>
    public string Tables => ansiOutput.ToString();

    public TestHost Task<T>()
        where T : class, IFrostingTask
    {
        host.ConfigureServices(services => services.AddSingleton<IFrostingTask, T>());
        return this;
    }

    public TestHost With(Action<CakeHost> configure)
    {
        configure(host);
        return this;
    }

    public int Run(params string[] arguments)
    {
        var directory = Directory.GetCurrentDirectory();
        try
        {
            return host.Run(arguments);
        }
        finally
        {
            Directory.SetCurrentDirectory(directory);
        }
    }
}
