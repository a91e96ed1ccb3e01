using Cake.Core;
using Tests.Shared.Files;

namespace Cake.Frosting.Tests.Execution;

public sealed class ConfigurationTests : IDisposable
{
    private const string Variable = "CAKE_FROSTING_SAMPLE";

    private readonly TemporaryFolder _folder = new();
    private readonly TestHost _host = new TestHost().Task<Default>().With(host => host.UseCakeSetting("frosting_sample", "host"));

    [Fact]
    public void The_hosts_own_setting_is_the_default() => Assert.Equal("host", SampleOf());

    [Fact]
    public void An_environment_variable_overrides_the_hosts_setting()
    {
        Environment.SetEnvironmentVariable(Variable, "environment");
        Assert.Equal("environment", SampleOf());
    }

    [Fact]
    public void The_file_of_the_working_directory_overrides_the_environment()
    {
        Environment.SetEnvironmentVariable(Variable, "environment");
        WriteFile("[Frosting]\nSample=file\n");
        Assert.Equal("file", SampleOf());
    }

    [Fact]
    public void An_argument_overrides_the_file()
    {
        WriteFile("[Frosting]\nSample=file\n");
        Assert.Equal("argument", SampleOf("--frosting_sample=argument"));
    }

    [Fact]
    public void The_file_sets_the_verbosity_unless_the_command_line_does()
    {
        WriteFile("[Settings]\nVerbosity=quiet\n");
        SampleOf();
        Assert.Contains("verbosity Quiet", _host.Steps);
        SampleOf("-v", "verbose");
        Assert.Contains("verbosity Verbose", _host.Steps);
    }

    [Fact]
    public void The_file_chooses_the_plain_summary()
    {
        WriteFile("[Settings]\nUseSpectreConsoleForConsoleOutput=false\n");
        SampleOf();
        Assert.Contains("Total:", _host.Output);
        Assert.Equal("", _host.Tables);
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(Variable, null);
        _folder.Dispose();
    }

    private string SampleOf(params string[] arguments)
    {
        Assert.Equal(0, _host.Run(["--working", _folder.Path, .. arguments]));
        return _host.Steps[0];
    }

    private void WriteFile(string text) => File.WriteAllText(Path.Combine(_folder.Path, "cake.config"), text);

    private sealed class Default(Steps steps) : FrostingTask
    {
        public override void Run(ICakeContext context)
        {
            steps.Add(context.Configuration.GetValue("Frosting_Sample"));
            steps.Add($"verbosity {context.Log.Verbosity}");
        }
    }
}
