using BuildTiming.Journal;
using BuildTiming.Registry;
using BuildTiming.Rows;
using Timing.Tests.Git;
using Timing.Tests.Journal;

namespace Timing.Tests.Publishing;

/// <summary>A clone without files (<c>--filter=blob:none</c>) brings those that it appends to, and no others.</summary>
public sealed class PartialCloneTests : IDisposable
{
    private readonly GitSandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    [Trait("Turn", "a")]
    public async Task The_files_of_rows_and_of_steps_are_fetched_by_one_connection()
    {
        string[] folders = ["development", "staging"];
        _sandbox.Git(_sandbox.Remote, "config", "uploadpack.allowFilter", "true");
        _sandbox.Seed(GitSandbox.Branch,
        [
            .. folders.Select(folder => (RegistryPath.Of(folder), TimingCsv.Header + "\n")),
            .. folders.Select(folder => (RegistryPath.StepsOf(folder), StepCsv.Header + "\n")),
            .. Enumerable.Range(1, 20).Select(number => ($"other/{number}", $"{number}\n")),
        ]);
        TestRepository clone = _sandbox.Clone("partial", "--no-local", "--filter=blob:none");
        string connections = _sandbox.Path("connections");
        clone.Git("config", "remote.origin.uploadpack",
            _sandbox.Script("counts", $"echo once >>{connections}\nexec git-upload-pack \"$@\""));
        JournalEntry[] entries = [.. folders.Select((folder, i) => clone.Finish(i, environment: folder, steps: Sample.Resource(i)))];

        await clone.LandAsync();

        Assert.Equal(
            entries.Select(entry => TestRepository.StepFileOf(entry)),
            folders.Select(folder => _sandbox.Show($"{GitSandbox.Branch}:{RegistryPath.StepsOf(folder)}")));
        // The branch and its files.
        Assert.Equal(2, (await File.ReadAllLinesAsync(connections)).Length);
    }
}
