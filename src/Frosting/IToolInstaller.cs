using Cake.Core.Packaging;

namespace Cake.Frosting;

/// <summary>Installs the tools that a host asks for, before its first target runs.</summary>
public interface IToolInstaller
{
    /// <summary>Installs a tool with the first <see cref="IPackageInstaller"/> that can, and makes it known to Cake.</summary>
    /// <param name="tool">The tool.</param>
    void Install(PackageReference tool);
}
