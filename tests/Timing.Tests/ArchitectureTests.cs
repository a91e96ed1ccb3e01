using System.Text.RegularExpressions;
using BuildTiming.Model;

namespace Timing.Tests;

/// <summary>The arrows of docs/architecture.md.</summary>
public sealed class ArchitectureTests
{
    private static readonly Dictionary<string, string[]> Arrows = new()
    {
        ["Model"] = [],
        ["Processes"] = [],
        ["Files"] = [],
        ["Rows"] = ["Model"],
        ["Output"] = ["Model", "Processes"],
        ["Running"] = ["Output", "Processes"],
        ["Git"] = ["Files", "Processes"],
        ["Insight"] = ["Model", "Rows"],
        ["Journal"] = ["Files", "Model", "Processes"],
        ["Registry"] = ["Git", "Model", "Rows"],
        ["Handoffs"] = ["Git", "Model", "Registry", "Rows"],
        ["Merging"] = ["Git", "Handoffs", "Model", "Registry"],
        ["Attempts"] = ["Handoffs", "Journal", "Model", "Registry", "Rows"],
        ["Publishing"] = ["Attempts", "Git", "Handoffs", "Journal", "Merging", "Model", "Registry", "Rows"],
        ["Sessions"] =
        [
            "Git", "Handoffs", "Insight", "Journal", "Merging", "Model", "Output", "Phases", "Processes", "Publishing", "Registry", "Rows",
            "Running",
        ],
        ["Phases"] = ["Journal", "Model", "Output", "Running"],
    };

    [Fact]
    public void The_library_references_no_Cake_assembly()
    {
        IEnumerable<string?> references = typeof(TimingRow).Assembly.GetReferencedAssemblies().Select(name => name.Name);
        Assert.DoesNotContain(references, name => name!.StartsWith("Cake", StringComparison.Ordinal));
    }

    [Fact]
    public void The_folders_use_each_other_along_the_arrows_and_along_no_others()
    {
        string[] files = Directory.GetFiles(Sources(), "*.cs", SearchOption.AllDirectories);
        IEnumerable<(string Folder, string Used)> found =
            from file in files
            let folder = Path.GetRelativePath(Sources(), file).Split(Path.DirectorySeparatorChar)[0]
            from Match match in Regex.Matches(File.ReadAllText(file), @"\bBuildTiming\.(\w+)")
            let used = match.Groups[1].Value
            where used != folder
            select (folder, used);
        Assert.Equal(
            Arrows.SelectMany(arrow => arrow.Value.Select(used => (arrow.Key, used))).Order(),
            found.Distinct().Order());
    }

    [Fact]
    public void Every_folder_stands_in_the_picture() =>
        Assert.Equal(Arrows.Keys.Order(), Directory.GetDirectories(Sources()).Where(folder => Directory.GetFiles(folder, "*.cs").Length > 0)
            .Select(folder => Path.GetFileName(folder)!).Order());

    private static string Sources() => RepositoryRoot.File("src", "Timing");
}
