using Cake.Core;
using Cake.Core.IO;
using Cake.Core.Packaging;

namespace Cake.Frosting.Tests.Stranger;

/// <summary>A tool, and the way in which it comes.</summary>
internal static class StrangerTools
{
    /// <summary>Reads the version with the tool that was installed.</summary>
    internal sealed class Versioner
    {
        public string Read(ICakeContext context) => File.ReadAllText(context.Tools.Resolve("versioner").FullPath);
    }

    /// <summary>Its packages are sheets of paper: a file that holds its version.</summary>
    internal sealed class PaperInstaller(IFileSystem files) : IPackageInstaller
    {
        public bool CanInstall(PackageReference package, PackageType type) => package.Scheme == "paper";

        public IReadOnlyCollection<IFile> Install(PackageReference package, PackageType type, DirectoryPath path)
        {
            Directory.CreateDirectory(path.FullPath);
            FilePath file = path.CombineWithFilePath(package.Package);
            bool named = package.Parameters.TryGetValue("version", out IReadOnlyList<string>? version);
            File.WriteAllText(file.FullPath, named ? version![0] : "latest");
            return [files.GetFile(file)];
        }
    }
}
