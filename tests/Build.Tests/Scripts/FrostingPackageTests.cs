using System.IO.Compression;
using Build.Tests.Programs;
using Build.Tests.Runs;
using Tests.Shared.Files;

namespace Build.Tests.Scripts;

/// <summary><c>-p:UseCakeFrostingPackage=true</c>: the host takes a package <c>Cake.Frosting</c> in place of the layer beside it.</summary>
/// <remarks>The package is made here, of the layer's own assembly and of Cake's engine.</remarks>
public sealed class FrostingPackageTests : IDisposable
{
    private static readonly string[] Engine = ["Cake.Core", "Cake.Common", "Cake.Cli", "Spectre.Console*", "Microsoft.Extensions.*"];
    private static readonly string Packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    [Trait("Form", "long")]
    public async Task The_host_compiles_on_the_package_and_keeps_the_phases_exit_code()
    {
        Pack();
        ProgramRun build = await ProgramRun.Of(
            RepositoryRoot.Path, [],
            "dotnet", "build", "build/Build.csproj", "-v", "quiet", "-nodeReuse:false", "-p:UseCakeFrostingPackage=true",
            $"-p:ArtifactsPath={_folder["artifacts"]}", $"-p:RestorePackagesPath={_folder["packages"]}",
            $"-p:RestoreFallbackFolders={Packages}", $"-p:RestoreAdditionalProjectSources={_folder["feed"]}", "-p:RunAnalyzers=false");
        Assert.True(build.ExitCode == 0, build.All);
        Assert.False(Directory.Exists(_folder["artifacts", "bin", "Frosting"]), "the layer was compiled as well");

        using Platform platform = await Platform.OfStubs();
        platform.Does("terraform", "exit 42");
        ProgramRun run = await platform.Run(
            [], "dotnet", _folder["artifacts", "bin", "Build", "debug", "Build.dll"], $"--platform-root={platform.Root}",
            "--target=ApplyPersistent", "--publish=none");

        Assert.True(run.ExitCode == 42, run.All);
        Assert.Equal("42", Assert.Single(await platform.Git.Rows())[6]);
    }

    private void Pack()
    {
        Directory.CreateDirectory(_folder["feed"]);
        using ZipArchive package = ZipFile.Open(_folder["feed", "Cake.Frosting.7.0.0.nupkg"], ZipArchiveMode.Create);
        using (var description = new StreamWriter(package.CreateEntry("Cake.Frosting.nuspec").Open()))
        {
            description.Write(
                """
                <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd">
                  <metadata>
                    <id>Cake.Frosting</id><version>7.0.0</version><authors>tests</authors><description>The layer as a package.</description>
                    <dependencies><group targetFramework="net10.0" /></dependencies>
                  </metadata>
                </package>
                """);
        }

        foreach (string file in Engine.Prepend("Cake.Frosting")
            .SelectMany(name => Directory.GetFiles(AppContext.BaseDirectory, name + ".dll")))
            package.CreateEntryFromFile(file, $"lib/net10.0/{Path.GetFileName(file)}");
    }
}
