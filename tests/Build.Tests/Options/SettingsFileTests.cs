using Build.Options;
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
        SettingsFile.RequireReadable(_folder);

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

        var refusal = Assert.Throws<CakeException>(() => SettingsFile.RequireReadable(_folder));
        Assert.Equal(2, refusal.ExitCode);
        Assert.StartsWith($"{System.IO.Path.Combine(_folder, "cake.config")}, line 2: ", refusal.Message);
        Assert.EndsWith($"\n  {line}", refusal.Message);
        Assert.Equal(failsInCake, Record.Exception(() => CakeReads("Persistent_A")) is not null);
    }

    [Fact]
    public void Addresses_in_a_section_of_Cake_itself_may_be_separated_by_semicolons()
    {
        File.WriteAllText(System.IO.Path.Combine(_folder, "cake.config"), "[Nuget]\nSource=https://a.example/v3;https://b.example/v3\n");
        SettingsFile.RequireReadable(_folder);

        Assert.Equal("https://a.example/v3;https://b.example/v3", CakeReads("Nuget_Source"));
    }

    [Fact]
    public void Without_a_file_there_is_nothing_to_refuse() => Assert.Null(Record.Exception(() => SettingsFile.RequireReadable(_folder)));

    private void Write(string lines) => File.WriteAllText(System.IO.Path.Combine(_folder, "cake.config"), $"[Persistent]\n{lines}\n");

    private string? CakeReads(string key) =>
        new CakeConfigurationProvider(new FileSystem(), new CakeEnvironment(new CakePlatform(), new CakeRuntime()))
        .CreateConfiguration(new DirectoryPath(_folder), new Dictionary<string, string>()).GetValue(key);
}
