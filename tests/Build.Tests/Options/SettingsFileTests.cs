using Build.Options.CakeConfig;
using Cake.Core;
using Cake.Core.Configuration;
using Cake.Core.IO;

namespace Build.Tests.Options;

/// <summary>What is let pass is read whole by Cake, and what Cake cannot read is not let pass.</summary>
public sealed class SettingsFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("settings-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("A=make rds", "make rds")]
    [InlineData("A=  bash 'a b.sh' \"{env}\" | tee x && y", "bash 'a b.sh' \"{env}\" | tee x && y")]
    [InlineData("\tA=é [b] ü:/\\", "é [b] ü:/\\")]
    [InlineData("A=x]\r", "x]")]
    [InlineData("; A=b=c # d\nA=1", "1")]
    [InlineData("[Persistent] ; with a comment\nA=1", "1")]
    public void What_passes_is_read_whole(string lines, string value)
    {
        Write(lines);
        RequireReadable();

        Assert.Equal(value, CakeReads("Persistent_A"));
    }

    [Theory]
    [InlineData("A=b=c", true)]
    [InlineData("A='b = c'", true)]
    [InlineData("A=", true)]
    [InlineData("A=;", true)]
    [InlineData("A=[b]", true)]
    [InlineData("A = b", true)]
    [InlineData("A", true)]
    [InlineData("=b", true)]
    [InlineData("# a comment", true)]
    [InlineData("[Other", true)]
    [InlineData("[Other] x", true)]
    [InlineData("[Two Words]", true)]
    [InlineData("A=b # c", false)]
    [InlineData("A=b;c", false)]
    public void What_Cake_cannot_read_or_what_means_two_things_is_refused_with_its_line(string line, bool failsInCake)
    {
        Write(line);

        var refusal = Assert.Throws<CakeException>(() => RequireReadable());
        Assert.Equal(2, refusal.ExitCode);
        Assert.StartsWith($"{System.IO.Path.Combine(_folder, "cake.config")}, line 2: ", refusal.Message);
        Assert.EndsWith($"\n  {line}", refusal.Message);
        Assert.Equal(failsInCake, Record.Exception(() => CakeReads("Persistent_A")) is not null);
    }

    [Fact]
    public void Addresses_in_a_section_of_Cake_itself_may_be_separated_by_semicolons()
    {
        File.WriteAllText(System.IO.Path.Combine(_folder, "cake.config"), "[Nuget]\nSource=https://a.example/v3;https://b.example/v3\n");
        RequireReadable();

        Assert.Equal("https://a.example/v3;https://b.example/v3", CakeReads("Nuget_Source"));
    }

    [Theory]
    [InlineData("[Persistent]\nEnvv=staging", 2, "nothing reads Envv; did you mean Env?")]
    [InlineData("[Persistant]\nEnv=staging", 1, "nothing reads the section [Persistant]; did you mean [Persistent]?")]
    [InlineData("Env=staging", 1, "Env stands in no section; it belongs into [Persistent].")]
    [InlineData("[timing]\nnonsense=1", 2, "nothing reads nonsense; the section has Publish, ")]
    [InlineData("[Persistent]\nEnv=staging\n[Persistent]\nEnv=dev", 4, "Env is set twice; set it once.")]
    public void A_setting_that_nothing_reads_is_refused_with_the_one_that_was_meant(string text, int line, string complaint)
    {
        File.WriteAllText(System.IO.Path.Combine(_folder, "cake.config"), text);

        var refusal = Assert.Throws<CakeException>(() => SettingsFile.Require(_folder));
        Assert.StartsWith($"{System.IO.Path.Combine(_folder, "cake.config")}, line {line}: {complaint}", refusal.Message);
    }

    [Theory]
    [InlineData("[persistent]\nENV=staging")]
    [InlineData("Persistent_Env=staging")]
    [InlineData("[Environments]\nqa=quality")]
    [InlineData("[Paths]\nTools=./tools\nTools=./tools")]
    [InlineData("[Settings]\nSkipVerification=true")]
    [InlineData("[Elsewhere]\nEnv=other")]
    public void Settings_that_are_read_pass_and_so_do_those_of_others(string text)
    {
        File.WriteAllText(System.IO.Path.Combine(_folder, "cake.config"), text);

        Assert.Null(Record.Exception(() => SettingsFile.Require(_folder)));
    }

    [Fact]
    public void Without_a_file_there_is_nothing_to_refuse() => Assert.Null(Record.Exception(() => SettingsFile.Require(_folder)));

    private void RequireReadable()
    {
        string file = System.IO.Path.Combine(_folder, "cake.config");
        SettingsFile.RequireReadable(File.ReadAllLines(file), file);
    }

    private void Write(string lines) => File.WriteAllText(System.IO.Path.Combine(_folder, "cake.config"), $"[Persistent]\n{lines}\n");

    private string? CakeReads(string key) =>
        new CakeConfigurationProvider(new FileSystem(), new CakeEnvironment(new CakePlatform(), new CakeRuntime()))
        .CreateConfiguration(new DirectoryPath(_folder), new Dictionary<string, string>()).GetValue(key);
}
