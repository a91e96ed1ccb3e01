using System.Text.RegularExpressions;
using Build.Options;
using Build.Targets;
using Cake.Frosting;
using Tests.Shared.Files;

namespace Build.Tests;

public sealed partial class HelpTests
{
    [Fact]
    public void It_reads_as_in_the_snapshot() =>
        Assert.Equal(File.ReadAllText(RepositoryRoot.File("tests", "Build.Tests", "Help.txt")), Help.Text());

    [Fact]
    public void It_lists_every_target_with_a_description_and_every_option_with_its_variable()
    {
        string words = Blanks().Replace(Help.Text(), " ");
        Assert.All(TaskNames.All, task => Assert.Contains($" {task.Name} {task.Meaning}", words));
        Assert.All(TaskNames.All, task => Assert.EndsWith(".", task.Meaning));
        Assert.All(KnownOptions.All, option => Assert.Contains($" --{option.Argument} {option.Variable} {option.Help}", words));
    }

    [Fact]
    public void No_line_is_wider_than_a_terminal_of_80_columns() =>
        Assert.All(Help.Text().Split('\n'), line => Assert.InRange(line.Length, 0, 80));

    [Fact]
    public void Every_task_of_the_host_is_a_target() =>
        Assert.Equal(
            typeof(Help).Assembly.GetTypes().Count(type => type is { IsClass: true, IsAbstract: false }
                && type.IsAssignableTo(typeof(IFrostingTask))), TaskNames.All.Count);

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
