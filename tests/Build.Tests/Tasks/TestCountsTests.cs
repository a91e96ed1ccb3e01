using Build.Tasks.Development;
using Tests.Shared.Files;

namespace Build.Tests.Tasks;

public sealed class TestCountsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_results_of_all_projects_are_added_up_and_what_was_not_executed_was_skipped()
    {
        Write("a", total: 5, executed: 4, passed: 3);
        Write("b", total: 2, executed: 1, passed: 1);

        Assert.Equal("4 passed, 1 failed, 2 skipped", TestCounts.OfFolder(_folder.Path).ToString());
    }

    [Fact]
    public void Without_results_nothing_was_tested() =>
        Assert.Equal("0 passed, 0 failed, 0 skipped", TestCounts.OfFolder(_folder["none"]).ToString());

    private void Write(string name, int total, int executed, int passed) => File.WriteAllText(_folder[name + ".trx"],
        $"""
        <TestRun xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010"><ResultSummary outcome="Completed">
          <Counters total="{total}" executed="{executed}" passed="{passed}" failed="{executed - passed}" error="0" notExecuted="0" />
        </ResultSummary></TestRun>
        """);
}
