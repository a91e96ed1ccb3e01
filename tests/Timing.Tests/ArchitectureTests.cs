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
        ["Capture"] = ["Model", "Processes"],
        ["Git"] = ["Model", "Processes"],
        ["Journal"] = ["Model", "Git"],
        ["Rows"] = ["Model"],
        ["Registry"] = ["Model", "Git", "Journal", "Rows"],
        ["Phases"] = ["Model", "Capture", "Journal"],
        ["Insight"] = ["Model", "Rows"],
    };

    [Fact]
    public void The_library_references_no_Cake_assembly()
    {
        IEnumerable<string?> references = typeof(TimingRow).Assembly.GetReferencedAssemblies().Select(name => name.Name);
        Assert.DoesNotContain(references, name => name!.StartsWith("Cake", StringComparison.Ordinal));
    }

    [Fact]
    public void No_folder_imports_against_the_arrows()
    {
        string[] files = Directory.GetFiles(Sources(), "*.cs", SearchOption.AllDirectories);
        Assert.NotEmpty(files);
        string[] against =
        [
            .. from file in files
               let folder = Path.GetRelativePath(Sources(), file).Split(Path.DirectorySeparatorChar)[0]
               from Match match in Regex.Matches(File.ReadAllText(file), @"\bBuildTiming\.(\w+)")
               let used = match.Groups[1].Value
               where used != folder && !Arrows[folder].Contains(used)
               select $"{folder} uses {used} in {Path.GetFileName(file)}",
        ];
        Assert.Empty(against);
    }

    [Fact]
    public void Every_folder_stands_in_the_picture()
    {
        IEnumerable<string> folders = Directory.GetDirectories(Sources()).Select(folder => Path.GetFileName(folder));
        Assert.All(folders, folder => Assert.Contains(folder, Arrows.Keys));
    }

    private static string Sources()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "BuildTiming.slnx"))) folder = folder.Parent!;
        return Path.Combine(folder.FullName, "src", "Timing");
    }
}
