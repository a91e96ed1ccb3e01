using System.Text.RegularExpressions;
using System.Xml.Linq;
using Tests.Shared.Files;

namespace Build.Tests;

/// <summary>The arrows of docs/architecture.md between projects, and between the folders of build/.</summary>
public sealed class ArchitectureTests
{
    private static readonly Dictionary<string, string[]> Projects = new()
    {
        ["src/Timing/Timing.csproj"] = [],
        ["src/Frosting/Frosting.csproj"] = [],
        ["src/Cake.BuildTiming/Cake.BuildTiming.csproj"] = ["Frosting", "Timing"],
        ["src/Telemetry/Telemetry.csproj"] = ["Timing"],
        ["build/Build.csproj"] = ["Cake.BuildTiming", "Frosting", "Telemetry", "Timing"],
    };

    private static readonly Dictionary<string, string[]> Folders = new()
    {
        ["Options"] = [],
        ["Output"] = [],
        ["Targets"] = ["Options"],
        ["Run"] = ["Options"],
        ["Tasks"] = ["Options", "Run", "Targets"],
    };

    [Fact]
    public void Projects_use_each_other_along_the_arrows_and_along_no_others() =>
        Assert.All(Projects, project => Assert.Equal(project.Value, ReferencesOf(RepositoryRoot.File(project.Key)).Order()));

    [Fact]
    public void Every_project_stands_in_the_picture() =>
        Assert.Equal(
            Projects.Keys.Order(),
            new[] { "src", "build" }
                .SelectMany(folder => Directory.GetFiles(RepositoryRoot.File(folder), "*.csproj", SearchOption.AllDirectories))
                .Select(file => Path.GetRelativePath(RepositoryRoot.Path, file).Replace('\\', '/')).Order());

    [Fact]
    public void The_folders_of_the_host_use_each_other_along_the_arrows_and_along_no_others()
    {
        IEnumerable<(string Folder, string Used)> found =
            from file in Directory.GetFiles(RepositoryRoot.File("build"), "*.cs", SearchOption.AllDirectories)
            let folder = Path.GetRelativePath(RepositoryRoot.File("build"), file).Split(Path.DirectorySeparatorChar) is [var first, _, ..]
                ? first
                : ""
            where folder.Length > 0
            from Match match in Regex.Matches(File.ReadAllText(file), @"^using Build\.(\w+)", RegexOptions.Multiline)
            let used = match.Groups[1].Value
            where used != folder
            select (folder, used);
        Assert.Equal(Folders.SelectMany(arrow => arrow.Value.Select(used => (arrow.Key, used))).Order(), found.Distinct().Order());
    }

    [Fact]
    public void Above_the_folders_stands_only_what_puts_the_host_together() =>
        Assert.Equal(
            ["HostServices.cs", "Program.cs"],
            Directory.GetFiles(RepositoryRoot.File("build"), "*.cs").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal));

    // What the import of CakeFrosting.props brings is the layer, or the package in its place.
    private static IEnumerable<string> ReferencesOf(string project)
    {
        var document = XDocument.Load(project);
        IEnumerable<string> references = document.Descendants("ProjectReference")
            .Select(reference => NameOf(reference.Attribute("Include")!.Value));
        bool usesFrosting = document.Descendants("Import")
            .Any(import => import.Attribute("Project")!.Value.EndsWith("CakeFrosting.props", StringComparison.Ordinal));
        return usesFrosting ? references.Append("Frosting") : references;
    }

    private static string NameOf(string path) => Path.GetFileNameWithoutExtension(path.Split('/', '\\')[^1]);
}
