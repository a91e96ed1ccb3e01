using BuildTiming.Running;

namespace Timing.Tests.Running;

public sealed class PhaseCommandTests
{
    [Fact]
    public void A_message_shows_the_command_as_a_shell_would_read_it() => Assert.Equal(
        "TF_DIR='a b' bash scripts/run.sh 'it'\\''s' '' --x=1",
        new PhaseCommand
        {
            Program = "bash",
            Arguments = ["scripts/run.sh", "it's", "", "--x=1"],
            Environment = new Dictionary<string, string> { ["TF_DIR"] = "a b" },
            WorkingDirectory = "/",
        }.ToString());
}
