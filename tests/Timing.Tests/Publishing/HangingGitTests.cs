using System.Net;
using System.Net.Sockets;
using System.Text;
using BuildTiming.Journal;
using BuildTiming.Publishing;
using Tests.Shared.Time;
using Timing.Tests.Git;

namespace Timing.Tests.Publishing;

/// <summary>Whatever hangs below a publication is ended with its budget.</summary>
public sealed class HangingGitTests : IDisposable
{
    private readonly GitSandbox _sandbox = new();

    private string Hanging => _sandbox.Path("hanging");

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public async Task A_question_for_the_remote_that_hangs_sends_the_row_nowhere()
    {
        TestRepository clone = _sandbox.Clone();
        JournalEntry entry = clone.Finish();
        _sandbox.StubGit($"for word; do test \"$word\" = config && echo $$ > {Hanging} && exec sleep 1000; done; exec $git \"$@\"");

        Publication publication = await UntilItHangsAsync(clone, PublishPolicy.Auto);

        Assert.StartsWith("it was not done within 300 s", publication.Reason, StringComparison.Ordinal);
        Assert.Equal(entry.Row, Assert.Single(publication.Kept).Row);
        Assert.Equal(EntryState.Finished, Assert.Single(clone.Journal).State);
        Assert.Empty(clone.Git("for-each-ref", "refs/heads/" + GitSandbox.Branch));
    }

    [Fact]
    public async Task A_program_that_is_asked_for_credentials_and_hangs_is_ended()
    {
        TestRepository clone = _sandbox.Clone();
        clone.Finish();
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        _ = RefuseAsync(server);
        clone.Git("config", "remote.origin.url", $"http://user@127.0.0.1:{((IPEndPoint)server.LocalEndpoint).Port}/r.git");
        _sandbox.Environment["GIT_ASKPASS"] =
            _sandbox.Script("askpass", $"echo $$ > {Hanging}.new; mv {Hanging}.new {Hanging}; exec sleep 1000");

        Publication publication = await UntilItHangsAsync(clone, PublishPolicy.Direct);

        Assert.StartsWith("it was not done within 300 s", publication.Reason, StringComparison.Ordinal);
        Assert.Single(clone.Journal);
        string asked = (await File.ReadAllTextAsync(Hanging)).Trim();
        await Condition.IsMetAsync(() => !Directory.Exists("/proc/" + asked)
            || File.ReadAllText($"/proc/{asked}/stat").Contains(") Z ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Rows_that_a_neighbour_has_published_meanwhile_are_no_rows_that_were_kept_for_no_reason()
    {
        TestRepository clone = _sandbox.Clone();
        JournalEntry entry = clone.Finish();
        Task<Publication> publishing;
        using (await PublishLock.AcquireAsync(clone.PhaseJournal, TimeProvider.System, CancellationToken.None))
        {
            publishing = clone.PublishAsync(PublishPolicy.Direct);
            new PhaseJournal(clone.PhaseJournal.Folder).Delete(entry);
        }

        Publication publication = await publishing;

        Assert.Equal(("", true), (publication.Reason, publication.IsComplete));
        Assert.Equal(entry.Row, Assert.Single(publication.Published).Row);
    }

    private static async Task RefuseAsync(TcpListener server)
    {
        try
        {
            while (true)
            {
                using TcpClient client = await server.AcceptTcpClientAsync();
                NetworkStream stream = client.GetStream();
                using var reader = new StreamReader(stream);
                while (await reader.ReadLineAsync() is { Length: > 0 })
                {
                    // The head of the request.
                }

                await stream.WriteAsync(Encoding.ASCII.GetBytes(
                    "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"r\"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
            }
        }
        catch (Exception exception) when (exception is IOException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task<Publication> UntilItHangsAsync(TestRepository clone, PublishPolicy policy)
    {
        var clock = new BudgetClock();
        Task<Publication> publishing = clone.PublishAsync(policy, clock.Budget, clock: clock);
        await Condition.IsMetAsync(() => File.Exists(Hanging) || publishing.IsCompleted);
        clock.Spend();
        return await publishing;
    }
}
