namespace Cake.Frosting.CommandLine;

/// <summary>What the host does with the build.</summary>
internal enum HostMode
{
    Run,
    DryRun,
    Tree,
    Description,
}
