using Benchmarks.Measuring;
using Tests.Shared.Files;

namespace Benchmarks.Scenarios;

/// <summary>What every run waits for before anything happens.</summary>
internal sealed class StartScenario(string repository) : IScenario
{
    public string Name => "start";

    public (string Heading, string Sentence) Title => ("Warm start",
        "`./build.sh --tree` when nothing has changed, against `dotnet run`, the host without the script, and a program that only says "
        + "hello.");

    public async Task<IReadOnlyList<Figure>> MeasureAsync(Extent extent)
    {
        using var folder = new TemporaryFolder();
        await new Command(repository, "./build.sh", "--tree").RunAsync();
        await new Command(repository, "dotnet", "build", "build", "-v", "quiet", "-nodeReuse:false").RunAsync();
        string host = Path.Combine(repository, "artifacts", "host",
            (await File.ReadAllTextAsync(Path.Combine(repository, "artifacts", "host", "current"))).Trim(), "Build.dll");
        string hello = await HelloAsync(folder);
        Samples[] samples = await Alternation.RunAsync(
            extent.IsFull ? 25 : 3,
            new Command(repository, "./build.sh", "--tree").TimeAsync,
            new Command(repository, "dotnet", host, "--tree").TimeAsync,
            new Command(repository, "dotnet", hello).TimeAsync,
            new Command(repository, "dotnet", "run", "--no-build", "--project", "build", "--", "--tree").TimeAsync,
            new Command(repository, "./build.sh", "--target=Default").TimeAsync,
            new Command(repository, "dotnet", "run", "--project", "build", "--", "--tree").TimeAsync);
        return
        [
            Figure.Compare("`./build.sh --tree`", samples[0], "`dotnet run --no-build`", samples[3], "≤ 0.25"),
            Figure.Compare("`./build.sh --tree`", samples[0], "`dotnet run`", samples[5], ""),
            Figure.Compare("`./build.sh --tree`", samples[0], "the host without the script", samples[1], "≤ 1.4"),
            Figure.Compare("`./build.sh --tree`", samples[0], "hello world", samples[2], ""),
            Figure.Compare("`./build.sh --target=Default`", samples[4], "hello world", samples[2], ""),
        ];
    }

    private static async Task<string> HelloAsync(TemporaryFolder folder)
    {
        await File.WriteAllTextAsync(folder["hello.csproj"], """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <InvariantGlobalization>true</InvariantGlobalization>
                <UseAppHost>false</UseAppHost>
              </PropertyGroup>
            </Project>
            """);
        await File.WriteAllTextAsync(folder["Program.cs"], "System.Console.WriteLine(\"hello\");");
        await new Command(folder.Path, "dotnet", "build", "-c", "Release", "-o", "out", "-v", "quiet", "-nodeReuse:false").RunAsync();
        return folder["out/hello.dll"];
    }
}
