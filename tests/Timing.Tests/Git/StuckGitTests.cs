using BuildTiming.Git;
using BuildTiming.Git.Objects;

namespace Timing.Tests.Git;

/// <summary>A git that neither reads nor answers holds a thread at its pipe, and nobody else.</summary>
public sealed class StuckGitTests : IDisposable
{
    private readonly GitSandbox _sandbox = new();
    private readonly CancellationTokenSource _budget = new();

    public StuckGitTests() => _sandbox.StubGit($"echo $$ > {_sandbox.Path("new")}; mv {_sandbox.Path("new")} {Started}; exec sleep 1000");

    private string Started => _sandbox.Path("process");

    private GitClient Client => new(_sandbox.Path(), _sandbox.Environment);

    public void Dispose()
    {
        _budget.Dispose();
        _sandbox.Dispose();
    }

    [Fact]
    public async Task What_git_does_not_read_is_given_up_with_the_time()
    {
        // More than a pipe holds.
        Task<GitResult> run = Client.RunAsync(["hash-object", "--stdin"], new string('x', 1 << 20), _budget.Token);

        await StopAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        await AssertGoneAsync();
    }

    [Theory]
    [InlineData(10)]
    [InlineData(1 << 20)]
    public async Task An_import_that_is_neither_read_nor_answered_is_given_up_with_the_time(int size)
    {
        var header = new CommitHeader("a <a@example.org> 0 +0000", "a <a@example.org> 0 +0000", new string('x', size));
        Task ask = AskAsync();

        await StopAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ask);
        await AssertGoneAsync();

        async Task AskAsync()
        {
            await using FastImport import = await FastImport.BeginAsync(Client, header, parent: null, _budget.Token);
            await import.FindAsync("file");
        }
    }

    private async Task StopAsync()
    {
        await Condition.IsMetAsync(() => File.Exists(Started));
        await _budget.CancelAsync();
    }

    private async Task AssertGoneAsync()
    {
        string process = (await File.ReadAllTextAsync(Started)).Trim();
        await Condition.IsMetAsync(() => !Directory.Exists("/proc/" + process)
            || File.ReadAllText($"/proc/{process}/stat").Contains(") Z ", StringComparison.Ordinal));
    }
}
