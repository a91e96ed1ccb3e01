using Cake.Core;
using Cake.Core.Configuration;
using Cake.Core.IO;
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
        IPackageInstaller installer = installers.FirstOrDefault(candidate => candidate.CanInstall(tool, PackageType.Tool))
            ?? throw new FrostingException($"Could not find an installer for the '{tool.Scheme}' scheme.");
        DirectoryPath folder = configuration.GetToolPath(environment.WorkingDirectory, environment);
        IReadOnlyCollection<IFile> files = installer.Install(tool, PackageType.Tool, folder);
        if (files.Count == 0) throw new FrostingException($"Failed to install tool '{tool.Package}'.");
        foreach (IFile file in files) locator.RegisterFile(file.Path);
    }
}
