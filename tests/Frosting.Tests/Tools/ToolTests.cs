using Cake.Core;
using Cake.Core.IO;
using Cake.Core.Packaging;
using Microsoft.Extensions.DependencyInjection;
using Tests.Shared.Files;
using SystemPath = System.IO.Path;

namespace Cake.Frosting.Tests.Tools;

public sealed class ToolTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TestHost _host = new TestHost().Task<Default>();

    [Fact]
    public void A_tool_is_installed_before_the_first_task_and_Cake_finds_it()
    {
        Assert.Equal(0, _host.With(host => host.UsePackageInstaller<FolderInstaller>().InstallTool(Tool("folder:?package=sample")))
            .Run("-w", _folder.Path));
        Assert.Equal([$"installs sample into {_folder.Path}/tools", $"found {_folder.Path}/tools/sample.sh"], _host.Steps);
    }

    [Fact]
    public void Tools_are_installed_in_the_order_in_which_they_are_named()
    {
        _host.With(host => host.UsePackageInstaller<FolderInstaller>().InstallTool(Tool("folder:?package=b"))
            .InstallTool(Tool("folder:?package=a"))).Run();
        Assert.Equal(["installs b", "installs a"], _host.Steps.Take(2).Select(step => step.Split(" into ")[0]));
    }

    [Fact]
    public void The_folder_for_tools_can_be_chosen()
    {
        _host.With(host => host.SetToolPath(SystemPath.Combine(_folder.Path, "elsewhere")).UsePackageInstaller<FolderInstaller>()
            .InstallTool(Tool("folder:?package=sample"))).Run("-w", _folder.Path);
        Assert.Equal($"installs sample into {_folder.Path}/elsewhere", _host.Steps[0]);
    }

    [Theory]
    [InlineData("unheard-of:?package=sample", "Error: Could not find an installer for the 'unheard-of' scheme.\n")]
    [InlineData("folder:?package=nothing", "Error: Failed to install tool 'nothing'.\n")]
    public void A_tool_that_cannot_be_installed_ends_the_build_before_any_task(string tool, string message)
    {
        Assert.Equal(1, _host.With(host => host.UsePackageInstaller<FolderInstaller>().InstallTool(Tool(tool))).Run("-w", _folder.Path));
        Assert.Equal(message, _host.Errors);
        Assert.DoesNotContain(_host.Steps, step => step.StartsWith("found", StringComparison.Ordinal));
    }

    [Fact]
    public void An_installer_of_the_hosts_own_replaces_Cakes()
    {
        _host.With(host => host
            .ConfigureServices(services => services.AddSingleton<IToolInstaller, OwnInstaller>()
                .UseTool(Tool("unheard-of:?package=sample")))).Run();
        Assert.Equal("own installer: sample", _host.Steps[0]);
    }

    [Fact]
    public void A_package_is_installed_from_a_feed_as_Cake_installs_it()
    {
        SamplePackage.WriteTo(SystemPath.Combine(_folder.Path, "feed"));
        string source = new Uri(SystemPath.Combine(_folder.Path, "feed")).AbsoluteUri;

        int exitCode = _host.With(host => host.InstallTool(Tool($"nuget:{source}?package=Sample&version=1.0.0&include=./tools/*.sh")))
            .Run("-w", _folder.Path);

        Assert.True(exitCode == 0, _host.Errors);
        Assert.Equal([$"found {_folder.Path}/tools/Sample.1.0.0/tools/sample.sh"], _host.Steps);
    }

    public void Dispose() => _folder.Dispose();

    private static Uri Tool(string uri) => new(uri);

    private sealed class Default(Steps steps) : FrostingTask
    {
        public override void Run(ICakeContext context) => steps.Add($"found {context.Tools.Resolve("sample.sh")}");
    }

    private sealed class OwnInstaller(Steps steps) : IToolInstaller
    {
        public void Install(PackageReference tool) => steps.Add($"own installer: {tool.Package}");
    }

    private sealed class FolderInstaller(Steps steps, IFileSystem files) : IPackageInstaller
    {
        public bool CanInstall(PackageReference package, PackageType type) => package.Scheme == "folder" && type == PackageType.Tool;

        public IReadOnlyCollection<IFile> Install(PackageReference package, PackageType type, DirectoryPath path)
        {
            steps.Add($"installs {package.Package} into {path}");
            if (package.Package == "nothing")
                return [];
            Directory.CreateDirectory(path.FullPath);
            FilePath file = path.CombineWithFilePath(package.Package + ".sh");
            File.WriteAllText(file.FullPath, "#!/bin/sh\n");
            return [files.GetFile(file)];
        }
    }
}
