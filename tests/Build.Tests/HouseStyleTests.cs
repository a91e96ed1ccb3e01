namespace Build.Tests;

/// <summary>What a reader of the code may rely on, and no compiler holds.</summary>
public sealed class HouseStyleTests
{
    private const int LongestLine = 140;

    [Fact]
    public void No_line_is_longer_than_a_screen_is_wide() =>
        Assert.Empty(
            from folder in new[] { "build", "src", "tests", "samples" }
            from file in Directory.EnumerateFiles(RepositoryRoot.File(folder), "*.cs", SearchOption.AllDirectories)
            from line in File.ReadLines(file).Index()
            where line.Item.Length > LongestLine
            select $"{Path.GetRelativePath(RepositoryRoot.Path, file)}, line {line.Index + 1}: {line.Item.Length} characters");
}
