using Build.Options;
using Cake.Core;

namespace Build.Tests.Options;

public sealed class WordCheckTests
{
    [Theory]
    [InlineData("phase", "Timed", null)]
    [InlineData("phase", "timed", null)]
    [InlineData("env", "DeployPersistent", null)]
    [InlineData("phase", "DeployPersistent", "--phase is for --target=Timed, and for no other target.")]
    [InlineData("build-id", null, "--build-id is for --target=Timed, and for no other target.")]
    public void An_option_of_another_target_is_refused_and_says_whose_it_is(string argument, string? target, string? message)
    {
        Sources sources = new Sources().Argument(argument, "x");
        if (target is not null) sources.Argument("target", target);
        BuildOptions options = sources.Read();

        if (message is null) WordCheck.RequireRead(options, sources.Reader.ArgumentNames);
        else Assert.Equal(message, Refusal(() => WordCheck.RequireRead(options, sources.Reader.ArgumentNames)));
    }

    [Theory]
    [InlineData("Timed", true)]
    [InlineData("DeployPersistent", false)]
    [InlineData(null, false)]
    public void A_command_is_taken_by_one_target_alone(string? target, bool isTaken)
    {
        var sources = new Sources();
        if (target is not null) sources.Argument("target", target);
        BuildOptions options = sources.Read() with { Command = ["--env=staging"] };

        if (isTaken) WordCheck.RequireRead(options, []);
        else Assert.Equal(
            "what stands behind -- is a command, and --target=Timed alone runs one; options stand in front of it.",
            Refusal(() => WordCheck.RequireRead(options, [])));
    }

    [Theory]
    [InlineData("24-01-26-01", true)]
    [InlineData("persistent", true)]
    [InlineData("rds.blue_2", true)]
    [InlineData("-x", false)]
    [InlineData("a b", false)]
    [InlineData("a,b", false)]
    [InlineData("a/b", false)]
    [InlineData("=a", false)]
    [InlineData("é", false)]
    public void Names_are_what_a_cell_and_a_file_can_hold(string name, bool isPossible)
    {
        Sources sources = new Sources().Argument("build-id", name);
        if (isPossible) Assert.Equal(name, sources.Read()[KnownOptions.BuildId]);
        else Assert.Contains("--build-id: ", sources.Refusal());
    }

    [Fact]
    public void A_command_to_repeat_holds_no_option_that_its_target_would_refuse()
    {
        BuildOptions options = new Sources().Argument("phase", "rds-apply").Argument("env", "staging").Read();
        Assert.EndsWith("--target=CommitTimings --env=staging", options.Repeat("CommitTimings"));
        Assert.EndsWith("--target=Timed --env=staging --phase=rds-apply", options.Repeat("Timed"));
    }

    private static string Refusal(Action check)
    {
        CakeException refusal = Assert.Throws<CakeException>(check);
        Assert.Equal(2, refusal.ExitCode);
        return refusal.Message;
    }
}
