using Build.Tests.Programs;
using Tests.Shared.Facts;
using Tests.Shared.Files;

namespace Build.Tests.Scripts;

/// <summary>NuGet hands its package folder on as <c>NUGET_PACKAGES</c> spells it, with a slash at its end or without.</summary>
public sealed class PackageFolderTests
{
    [SampledTheory]
    [InlineData("/any/path")]
    [InlineData("/any/path/")]
    public async Task Paths_into_the_package_folder_need_no_slash_at_its_end(string folder)
    {
        ProgramRun run = await ProgramRun.Of(
            RepositoryRoot.Path, [], "dotnet", "msbuild", RepositoryRoot.File("build/Build.csproj"), $"-p:NuGetPackageRoot={folder}",
            "-getProperty:CakeEnginePath", "-getProperty:AheadOfTimePackages", "-nodeReuse:false");

        Assert.True(run.ExitCode == 0, run.All);
        Assert.Contains("\"/any/path/cake.tool/", run.Output);
        Assert.Contains("\"AheadOfTimePackages\": \"/any/path/\"", run.Output);
    }
}
