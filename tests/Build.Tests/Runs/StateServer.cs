using System.Net;
using System.Net.Sockets;

namespace Build.Tests.Runs;

/// <summary>
/// Keeps Terraform's state and its lock (backend <c>http</c>), and can keep Terraform from ending: its lock is taken back when the test
/// says so.
/// </summary>
internal sealed class StateServer : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private byte[]? _state;
    private volatile bool _isLocked;

    public StateServer()
    {
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            Address = FormattableString.Invariant($"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/");
        }

        _listener.Prefixes.Add(Address);
        _listener.Start();
        _ = ServeAsync();
    }

    /// <summary>Whether Terraform holds the lock.</summary>
    public bool IsLocked => _isLocked;

    /// <summary>What a configuration needs to keep its state here.</summary>
    public string Backend => $$"""
        terraform {
          backend "http" {
            address        = "{{Address}}"
            lock_address   = "{{Address}}"
            unlock_address = "{{Address}}"
          }
        }

        """;

    private string Address { get; }

    /// <summary>Lets Terraform give its lock back.</summary>
    public void Release() => _released.TrySetResult();

    public void Dispose()
    {
        _released.TrySetResult();
        _listener.Close();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true) _ = AnswerAsync(await _listener.GetContextAsync());
        }
        catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        using var body = new MemoryStream();
        await context.Request.InputStream.CopyToAsync(body);
        byte[] answer = [];
        switch (context.Request.HttpMethod)
        {
            case "LOCK":
                if (_isLocked) context.Response.StatusCode = (int)HttpStatusCode.Locked;
                _isLocked = true;
                break;
            case "UNLOCK":
                await _released.Task;
                _isLocked = false;
                break;
            case "POST":
                _state = body.ToArray();
                break;
            default:
                if (_state is { } state) answer = state;
                else context.Response.StatusCode = (int)HttpStatusCode.NotFound;
                break;
        }

        context.Response.Close(answer, willBlock: true);
    }
}
