using System.Text.RegularExpressions;
using Build.Options.CakeConfig;
using Cake.Core;
using Cake.Core.Configuration;
using Cake.Core.IO;

namespace Build.Tests.Options;

/// <summary>What is let pass is read whole by Cake, and what Cake cannot read is not let pass.</summary>
public sealed class SettingsFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("settings-").FullName;

    private string CakeConfig => System.IO.Path.Combine(_folder, "cake.config");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("A=make rds", "make rds")]
    [InlineData("A=  bash 'a b.sh' \"{env}\" | tee x && y", "bash 'a b.sh' \"{env}\" | tee x && y")]
    [InlineData("\tA=é [b] ü:/\\", "é [b] ü:/\\")]
    [InlineData("A=x]\r", "x]")]
    [InlineData("; A=b=c # d\nA=1", "1")]
    [InlineData("[Persistent] ; with a comment\nA=1", "1")]
    [InlineData("A=^>>> (?<name>.+)$|^<<< (?<end>done)$", "^>>> (?<name>.+)$|^<<< (?<end>done)$")]
    public void What_passes_is_read_whole(string lines, string value)
    {
        Write(lines);
        RequireReadable();

        Assert.Equal(value, CakeReads("Persistent_A"));
    }

    [Theory]
    [InlineData("A=b=c", "the value of A must not hold '='. Comments stand on lines of their own.")]
    [InlineData("A='b = c'", "the value of A must not hold '='. Comments stand on lines of their own.")]
    [InlineData("A=", "A has no value; delete the line to get the default.")]
    [InlineData("A=;", "the value of A must not hold ';'. Comments stand on lines of their own.")]
    [InlineData("A=[b]", "the value of A must not begin with '['.")]
    [InlineData("A = b", "the name is one word, and no blank stands before '='.")]
    [InlineData("A", "expected Name=value, a [Section], or a comment that begins with ';'.")]
    [InlineData("=b", "expected Name=value, a [Section], or a comment that begins with ';'.")]
    [InlineData("# a comment", "a comment begins with ';', not with '#'.")]
    [InlineData("[Other", "the section's name lacks its ']'.")]
    [InlineData("[Other] x", "behind a section's name nothing may stand but a comment, which begins with ';'.")]
    [InlineData("[Two Words]", "a section's name is one word.")]
    [InlineData("[]", "a section's name is one word.", false)]
    [InlineData("A=b # c", "the value of A must not hold '#'. Comments stand on lines of their own.", false)]
    [InlineData("A=b;c", "the value of A must not hold ';'. Comments stand on lines of their own.", false)]
    [InlineData("RdsCommand=a;b", "the value of RdsCommand must not hold ';'. The command finds ENV, REGION, TF_BIN and TF_AUTO_APPROVE of "
        + "the run in its environment (RdsCommand=make rds-deploy); put what needs more into a script (RdsCommand=bash scripts/rds.sh).",
        false)]
    public void What_Cake_cannot_read_or_what_means_two_things_is_refused_with_its_line(
        string line, string complaint, bool failsInCake = true)
    {
        Write(line);

        CakeException refusal = Assert.Throws<CakeException>(() => RequireReadable());
        Assert.Equal((2, $"{CakeConfig}, line 2: {complaint}\n  {line}"), (refusal.ExitCode, refusal.Message));
        Assert.Equal(refusal.Message, Assert.Throws<CakeException>(() => SettingsFile.Require(_folder)).Message);
        Assert.Equal(failsInCake, Record.Exception(() => CakeReads("Persistent_A")) is not null);
    }

    [Theory]
    [InlineData("^==(?<name>.+)", '=')]
    [InlineData("^#(?<name>.+)", '#')]
    [InlineData("(?<name>.+);", ';')]
    public void A_pattern_with_a_sign_that_ends_it_is_refused_with_the_way_to_write_it(string pattern, char sign)
    {
        File.WriteAllText(CakeConfig, $"[Stages]\nPattern={pattern}\n");

        CakeException refusal = Assert.Throws<CakeException>(() => SettingsFile.Require(_folder));
        Assert.Equal(
            $"{CakeConfig}, line 2: the value of Pattern must not hold '{sign}'. In a regular expression \\x3d stands for '=', "
            + $"\\x23 for '#', and \\x3b for ';'.\n  Pattern={pattern}", refusal.Message);
    }

    [Fact]
    public void A_refused_line_is_shown_without_what_a_terminal_would_obey()
    {
        Write("A=\u001bb=c");
        Assert.EndsWith("\n  A=?b=c", Assert.Throws<CakeException>(() => RequireReadable()).Message);
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_refused_with_the_reason()
    {
        Write("A=b");
        using var held = new FileStream(CakeConfig, FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        CakeException refusal = Assert.Throws<CakeException>(() => SettingsFile.Require(_folder));
        Assert.Equal(2, refusal.ExitCode);
        Assert.Matches($"^{Regex.Escape(CakeConfig)} cannot be read: .+", refusal.Message);
    }

    [Fact]
    public void Addresses_in_a_section_of_Cake_itself_may_be_separated_by_semicolons()
    {
        File.WriteAllText(CakeConfig, "[Nuget]\nSource=https://a.example/v3;https://b.example/v3\n");
        RequireReadable();

        Assert.Equal("https://a.example/v3;https://b.example/v3", CakeReads("Nuget_Source"));
    }

    [Theory]
    [InlineData("[Persistent]\nEnvv=staging", 2, "nothing reads Envv; did you mean Env?")]
    [InlineData("[Persistant]\nEnv=staging", 1, "nothing reads the section [Persistant]; did you mean [Persistent]?")]
    [InlineData("Persistent_Envv=staging", 1, "nothing reads Persistent_Envv; did you mean Env?")]
    [InlineData("Env=staging", 1, "Env stands in no section; it belongs into [Persistent].")]
    [InlineData("[Stagse]\nPattern=(?<name>.+)", 1, "nothing reads the section [Stagse]; did you mean [Stages]?")]
    [InlineData("[timing]\nnonsense=1", 2, "nothing reads nonsense; the section has Publish, ")]
    [InlineData("[Persistent]\nEnv=staging\n[Persistent]\nEnv=dev", 4, "Env is set twice; set it once.")]
    public void A_setting_that_nothing_reads_is_refused_with_the_one_that_was_meant(string text, int line, string complaint)
    {
        File.WriteAllText(CakeConfig, text);

        CakeException refusal = Assert.Throws<CakeException>(() => SettingsFile.Require(_folder));
        Assert.StartsWith($"{CakeConfig}, line {line}: {complaint}", refusal.Message);
    }

    [Theory]
    [InlineData("\n; a comment\n[persistent]\nENV=staging")]
    [InlineData("Other=1")]
    [InlineData("Persistent_Env=staging")]
    [InlineData("[Environments]\nqa=quality")]
    [InlineData("[Paths]\nTools=./tools\nTools=./tools")]
    [InlineData("[Settings]\nSkipVerification=true")]
    [InlineData("[Elsewhere]\nEnv=other")]
    [InlineData("[Timing]\nStepLimit=10\n[Stages]\nPattern=\\x23 (?<name>.+)")]
    public void Settings_that_are_read_pass_and_so_do_those_of_others(string text)
    {
        File.WriteAllText(CakeConfig, text);

        Assert.Null(Record.Exception(() => SettingsFile.Require(_folder)));
    }

    [Fact]
    public void Without_a_file_there_is_nothing_to_refuse() => Assert.Null(Record.Exception(() => SettingsFile.Require(_folder)));

    private void RequireReadable() => SettingsFile.RequireReadable(File.ReadAllLines(CakeConfig), CakeConfig);

    private void Write(string lines) => File.WriteAllText(CakeConfig, $"[Persistent]\n{lines}\n");

    private string? CakeReads(string key) =>
        new CakeConfigurationProvider(new FileSystem(), new CakeEnvironment(new CakePlatform(), new CakeRuntime()))
        .CreateConfiguration(new DirectoryPath(_folder), new Dictionary<string, string>()).GetValue(key);
}
