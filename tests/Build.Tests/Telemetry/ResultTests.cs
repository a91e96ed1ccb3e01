using BuildTiming.Telemetry;

namespace Build.Tests.Telemetry;

public sealed class ResultTests
{
    [Theory]
    [InlineData(0, false, "success", null)]
    [InlineData(1, false, "failure", "1")]
    [InlineData(126, false, "failure", "126")]
    [InlineData(130, false, "cancellation", "130")]
    [InlineData(143, false, "cancellation", "143")]
    [InlineData(137, false, "error", "137")]
    [InlineData(139, false, "failure", "139")]
    [InlineData(0, true, "cancellation", null)]
    [InlineData(1, true, "cancellation", "1")]
    public void An_exit_code_is_a_result_in_the_words_of_the_conventions(int exitCode, bool isInterrupted, string name, string? error) =>
        Assert.Equal(new Result(name, error), Result.Of(exitCode, isInterrupted));

    [Fact]
    public void The_assembly_has_one_door() =>
        Assert.Equal([typeof(RunTelemetry)], typeof(RunTelemetry).Assembly.GetExportedTypes());
}
