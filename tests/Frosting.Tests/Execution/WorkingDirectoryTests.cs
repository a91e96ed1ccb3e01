using Cake.Core;
using Tests.Shared.Files;

namespace Cake.Frosting.Tests.Execution;

public sealed class WorkingDirectoryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TestHost _host = new TestHost().Task<Default>();

    [Fact]
    public void The_build_runs_in_the_directory_that_the_host_sets()
    {
        _host.With(host => host.UseWorkingDirectory(_folder.Path)).Run();
        Assert.Equal([_folder.Path], _host.Steps);
    }

    [Fact]
    public void The_option_overrides_the_host()
    {
        string inner = Directory.CreateDirectory(Path.Combine(_folder.Path, "inner")).FullName;
        _host.With(host => host.UseWorkingDirectory(_folder.Path)).Run("--working", inner);
        Assert.Equal([inner], _host.Steps);
    }

    [Fact]
    public void A_directory_that_does_not_exist_is_named()
    {
        Assert.Equal(1, _host.Run("-w", "/does/not/exist"));
        Assert.Equal("Error: The working directory '/does/not/exist' does not exist.\n", _host.Errors);
    }

    public void Dispose() => _folder.Dispose();

    private sealed class Default(Steps steps) : FrostingTask
    {
        public override void Run(ICakeContext context) => steps.Add(context.Environment.WorkingDirectory.FullPath);
    }
}
