using System.Collections.Concurrent;
using System.IO.Compression;
using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Build.Tests.Telemetry;

/// <summary>A backend that takes OTLP, as a real server on this machine: what comes is kept.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable, IHttpApplication<IFeatureCollection>
{
    private readonly KestrelServer _server;
    private readonly Func<HttpContext, Task> _answer;
    private readonly ConcurrentQueue<OtlpRequest> _requests = new();
    private ListenOptions? _endpoint;

    private OtlpReceiver(Func<HttpContext, Task> answer, HttpProtocols protocols)
    {
        _answer = answer;
        var options = new KestrelServerOptions();
        options.Listen(IPAddress.Loopback, 0, listen =>
        {
            listen.Protocols = protocols;
            _endpoint = listen;
        });
        _server = new KestrelServer(
            new OptionsWrapper<KestrelServerOptions>(options),
            new SocketTransportFactory(
                new OptionsWrapper<SocketTransportOptions>(new SocketTransportOptions()), NullLoggerFactory.Instance),
            NullLoggerFactory.Instance);
    }

    public string Address => $"http://{_endpoint!.IPEndPoint}";

    public IReadOnlyList<OtlpRequest> Requests => [.. _requests];

    public SentSpan[] Spans => [.. BodiesOf("/v1/traces").SelectMany(SentSpan.Of)];

    public SentHistogram[] Histograms => [.. BodiesOf("/v1/metrics").SelectMany(SentHistogram.Of)];

    /// <summary>Starts one.</summary>
    /// <param name="answer">What it answers when it has read a request; by default an empty acceptance.</param>
    /// <param name="protocols">What it speaks.</param>
    public static async Task<OtlpReceiver> StartAsync(
        Func<HttpContext, Task>? answer = null, HttpProtocols protocols = HttpProtocols.Http1)
    {
        var receiver = new OtlpReceiver(answer ?? (_ => Task.CompletedTask), protocols);
        await receiver._server.StartAsync(receiver, CancellationToken.None);
        return receiver;
    }

    /// <summary>Starts one that reads what comes, and never answers.</summary>
    public static Task<OtlpReceiver> StartHangingAsync() =>
        StartAsync(context => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted));

    public IFeatureCollection CreateContext(IFeatureCollection contextFeatures) => contextFeatures;

    public async Task ProcessRequestAsync(IFeatureCollection context)
    {
        var http = new DefaultHttpContext(context);
        using var body = new MemoryStream();
        Stream content = http.Request.Headers.ContentEncoding == "gzip"
            ? new GZipStream(http.Request.Body, CompressionMode.Decompress)
            : http.Request.Body;
        await content.CopyToAsync(body);
        _requests.Enqueue(new OtlpRequest(
            http.Request.Path.Value!, http.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString()),
            body.ToArray()));
        await _answer(http);
    }

    public void DisposeContext(IFeatureCollection context, Exception? exception)
    {
    }

    public async ValueTask DisposeAsync()
    {
        // Who is still waited for is cut off.
        await _server.StopAsync(new CancellationToken(canceled: true));
        _server.Dispose();
    }

    private IEnumerable<byte[]> BodiesOf(string path) =>
        _requests.Where(request => request.Path == path).Select(request => request.Body);
}
