using Build.Options;
using Build.Targets;
using Cake.Frosting;

namespace Build.Tests;

public sealed class HelpTests
{
    [Fact]
    public void It_reads_as_in_the_snapshot() =>
        Assert.Equal(File.ReadAllText(RepositoryRoot.File("tests", "Build.Tests", "Help.txt")), Help.Text());

    [Fact]
    public void It_lists_every_target_with_a_description_and_every_option_with_its_variable()
    {
        string[] lines = Help.Text().Split('\n');
        Assert.All(TaskNames.All, task => Assert.Contains($"  {task.Name,-32}{task.Meaning}", lines));
        Assert.All(TaskNames.All, task => Assert.EndsWith(".", task.Meaning));
        Assert.All(KnownOptions.All, option => Assert.Single(lines, line => line.StartsWith($"  --{option.Argument} ")
            && line.Contains($" {option.Variable} ") && line.Contains(option.Help)));
    }

    [Fact]
    public void Every_task_of_the_host_is_a_target() =>
        Assert.Equal(
            typeof(Help).Assembly.GetTypes().Count(type => type is { IsClass: true, IsAbstract: false }
                && type.IsAssignableTo(typeof(IFrostingTask))), TaskNames.All.Count);
}
