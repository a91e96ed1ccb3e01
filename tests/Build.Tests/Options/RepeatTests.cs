using Build.Options;

namespace Build.Tests.Options;

public sealed class RepeatTests
{
    [Fact]
    public void What_was_named_for_this_run_is_spelled_out_and_what_the_repository_says_is_not()
    {
        BuildOptions options = new Sources().Argument("env", "qa").Variable("TF_DIR", "it's a root").Variable("CONFIRM_DESTROY", "no")
            .Setting("Timing_Publish", "none").Read();

        Assert.Equal(
            @"./build.sh --target=TeardownPersistent --env=qa '--tf-dir=it'\''s a root' --confirm-destroy=yes",
            options.Repeat("TeardownPersistent", new() { [KnownOptions.ConfirmDestroy] = "yes" }));
    }

    [Fact]
    public void Who_called_from_another_folder_gets_a_command_that_works_there()
    {
        Assert.Equal("'/a b/build.sh' --target=CommitTimings", new Sources().Variable("PWD", "/a b").Variable("OLDPWD", "/").Read()
            .Repeat("CommitTimings"));
        Assert.Equal("./build.sh --target=CommitTimings", new Sources().Variable("PWD", "/a b").Variable("OLDPWD", "/a b").Read()
            .Repeat("CommitTimings"));
    }

    [Fact]
    public void Who_called_from_PowerShell_gets_a_command_for_it()
    {
        BuildOptions there = new Sources().Variable("BUILD_ENTRY", "./build.ps1").Argument("tf-dir", "it's, a root").Read();
        BuildOptions elsewhere = new Sources()
            .Variable("BUILD_ENTRY", "/a b/build.ps1").Variable("PWD", "/a b").Variable("OLDPWD", "/").Read();

        Assert.Equal("./build.ps1 --target=CommitTimings '--tf-dir=it''s, a root'", there.Repeat("CommitTimings"));
        Assert.Equal("& '/a b/build.ps1' --target=CommitTimings", elsewhere.Repeat("CommitTimings"));
    }
}
