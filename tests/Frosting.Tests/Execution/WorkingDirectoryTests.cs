using Cake.Core;
using Tests.Shared.Files;

namespace Cake.Frosting.Tests.Execution;

public sealed class WorkingDirectoryTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly TestHost host = new TestHost().Task<Default>();

    [Fact]
    public void The_build_runs_in_the_directory_that_the_host_sets()
    {
        host.With(host => host.UseWorkingDirectory(folder.Path)).Run();
        Assert.Equal([folder.Path], host.Steps);
    }

    [Fact]
    public void The_option_overrides_the_host()
    {
        var inner = Directory.CreateDirectory(Path.Combine(folder.Path, "inner")).FullName;
        host.With(host => host.UseWorkingDirectory(folder.Path)).Run("--working", inner);
        Assert.Equal([inner], host.Steps);
    }

    [Fact]
    public void A_directory_that_does_not_exist_is_named()
    {
        Assert.Equal(1, host.Run("-w", "/does/not/exist"));
        Assert.Equal("Error: The working directory '/does/not/exist' does not exist.\n", host.Errors);
    }

    public void Dispose() => folder.Dispose();

    private sealed class Default(Steps steps) : FrostingTask
    {
        public override void Run(ICakeContext context) => steps.Add(context.Environment.WorkingDirectory.FullPath);
    }
}
