using System.Text.RegularExpressions;
using Tests.Shared.Files;

namespace Build.Tests;

/// <summary>What a reader of the code may rely on, and no compiler holds.</summary>
public sealed partial class HouseStyleTests
{
    private const int LongestLine = 140;
    private const int MostFiles = 16;

    [Fact]
    public void No_line_is_longer_than_a_screen_is_wide() =>
        Assert.Empty(
            from folder in new[] { "build", "src", "tests", "samples" }
            from file in Directory.EnumerateFiles(RepositoryRoot.File(folder), "*.cs", SearchOption.AllDirectories)
            from line in File.ReadLines(file).Index()
            where line.Item.Length > LongestLine
            select $"{Path.GetRelativePath(RepositoryRoot.Path, file)}, line {line.Index + 1}: {line.Item.Length} characters");

    // src/Frosting/Lifetimes mirrors another API, and a folder of tests holds what there is to test.
    [Fact]
    public void No_folder_holds_more_files_than_a_reader_takes_in_at_once() =>
        Assert.Empty(
            from root in new[] { "build", "src" }
            from folder in Directory.EnumerateDirectories(RepositoryRoot.File(root), "*", SearchOption.AllDirectories)
            let name = Path.GetRelativePath(RepositoryRoot.Path, folder).Replace('\\', '/')
            where name is not "src/Frosting/Lifetimes"
            let count = Directory.GetFiles(folder, "*.cs").Length
            where count > MostFiles
            select $"{name}: {count} files");

    // The target Test chooses by them: a test with another would run in every run, or in none.
    [Fact]
    public void The_traits_of_tests_are_those_that_runs_choose_by() =>
        Assert.Empty(
            from file in Directory.EnumerateFiles(RepositoryRoot.File("tests"), "*.cs", SearchOption.AllDirectories)
            from Match trait in Trait().Matches(File.ReadAllText(file))
            where trait.Groups[1].Value is not ("\"Form\", \"long\"" or "\"Turn\", \"a\"" or "\"Turn\", \"b\"" or "\"Needs\", \"root\"")
            select $"{Path.GetRelativePath(RepositoryRoot.Path, file)}: {trait.Value}");

    [GeneratedRegex("""\[Trait\(([^)]*)\)\]""")]
    private static partial Regex Trait();
}
