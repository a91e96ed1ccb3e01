using Cake.Core;
using Cake.Core.Configuration;
using Cake.Core.Packaging;
using Cake.Core.Tooling;

namespace Cake.Frosting.Execution;

/// <summary>Installs tools into Cake's folder for them, where its tool locator finds them.</summary>
internal sealed class ToolInstaller(
    ICakeEnvironment environment, ICakeConfiguration configuration, IToolLocator locator, IEnumerable<IPackageInstaller> installers)
    : IToolInstaller
{
    public void Install(PackageReference tool)
    {
        var installer = installers.FirstOrDefault(candidate => candidate.CanInstall(tool, PackageType.Tool))
            ?? throw new FrostingException($"Could not find an installer for the '{tool.Scheme}' scheme.");
        var files = installer.Install(tool, PackageType.Tool, configuration.GetToolPath(environment.WorkingDirectory, environment));
        if (files.Count == 0)
            throw new FrostingException($"Failed to install tool '{tool.Package}'.");
        foreach (var file in files)
            locator.RegisterFile(file.Path);
    }
}
