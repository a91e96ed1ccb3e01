using BuildTiming.Git;
using BuildTiming.Git.Objects;

namespace Timing.Tests.Git;

public sealed class ObjectPipeTests : IDisposable
{
    private readonly GitSandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_git_that_has_answered_and_does_not_end_is_ended(bool isTimeOver)
    {
        TestRepository clone = _sandbox.Clone();
        string tree = clone.Git("rev-parse", "HEAD^{tree}").Trim();
        _sandbox.StubGit($"echo $$ > {_sandbox.Path("process")}; $git \"$@\"; exec sleep 1000");
        using var budget = new CancellationTokenSource();
        TimeSpan patience = isTimeOver ? TimeSpan.FromMinutes(10) : TimeSpan.FromMilliseconds(10);
        var client = new GitClient(clone.Folder, _sandbox.Environment);
        var pipe = new ObjectPipe(client, "--batch-check", budget.Token) { EndPatience = patience };

        string[] answer = await pipe.AskAsync("HEAD^{tree}");
        Task end = pipe.DisposeAsync().AsTask();
        if (isTimeOver) await budget.CancelAsync();
        await end;

        Assert.Equal(tree, answer[0]);
        string asked = (await File.ReadAllTextAsync(_sandbox.Path("process"))).Trim();
        await Condition.IsMetAsync(() => !Directory.Exists("/proc/" + asked)
            || File.ReadAllText($"/proc/{asked}/stat").Contains(") Z ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_git_that_has_ended_while_another_process_holds_its_pipe_is_no_answer(bool isTimeOver)
    {
        TestRepository clone = _sandbox.Clone();
        string fifo = _sandbox.Path("fifo");
        using (var mkfifo = System.Diagnostics.Process.Start("mkfifo", fifo)) await mkfifo.WaitForExitAsync();
        // Its input is held as well: what is asked can be written, whoever comes first.
        _sandbox.StubGit($"exec 3<&0; (read -r _ < {fifo}) & exit 0");
        using var budget = new CancellationTokenSource();
        TimeSpan patience = isTimeOver ? TimeSpan.FromMinutes(10) : TimeSpan.FromMilliseconds(10);
        var client = new GitClient(clone.Folder, _sandbox.Environment);
        await using var pipe = new ObjectPipe(client, "--batch-check", budget.Token) { EndPatience = patience };

        Task<string[]> answer = pipe.AskAsync("HEAD^{tree}");
        if (isTimeOver) await budget.CancelAsync();

        if (isTimeOver) await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer);
        else await Assert.ThrowsAsync<GitCommandException>(() => answer);
        await File.WriteAllTextAsync(fifo, "\n");
    }
}
