using Cake.Core;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace Cake.Frosting.Tests;

/// <summary>A host whose tasks are those that a test names, and whose output is kept.</summary>
public sealed class TestHost
{
    private readonly StringWriter _ansiOutput = new();
    private readonly CakeHost _host = new();
    private readonly Steps _steps = new();
    private readonly RecordingConsole _console = new();

    public TestHost()
    {
        IAnsiConsole ansi = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(_ansiOutput), Ansi = AnsiSupport.No });
        _host.ConfigureServices(services => services
            .AddSingleton(_steps)
            .AddSingleton<IConsole>(_console)
            .AddSingleton(ansi));
    }

    public IReadOnlyList<string> Steps => _steps.All;

    public string Output => _console.Output;

    public string Errors => _console.Errors;

    /// <summary>The tables: the summary of a run and the descriptions.</summary>
    public string Tables => _ansiOutput.ToString();

    public TestHost Task<T>()
        where T : class, IFrostingTask
    {
        _host.ConfigureServices(services => services.AddSingleton<IFrostingTask, T>());
        return this;
    }

    public TestHost With(Action<CakeHost> configure)
    {
        configure(_host);
        return this;
    }

    public int Run(params string[] arguments)
    {
        string directory = Directory.GetCurrentDirectory();
        try
        {
            return _host.Run(arguments);
        }
        finally
        {
            Directory.SetCurrentDirectory(directory);
        }
    }
}
