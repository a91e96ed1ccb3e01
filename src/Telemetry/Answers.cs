using System.Globalization;

namespace BuildTiming.Telemetry;

/// <summary>Notes why a backend did not take what was sent to it: the exporter tells that it did not, and no more.</summary>
/// <param name="inner">Sends.</param>
internal sealed class Answers(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    /// <summary>What came instead of an acceptance; null where nothing is known of it.</summary>
    public string? Problem { get; private set; }

    /// <inheritdoc/>
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return Noted(base.Send(request, cancellationToken));
        }
        catch (Exception exception)
        {
            Note(exception);
            throw;
        }
    }

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return Noted(await base.SendAsync(request, cancellationToken));
        }
        catch (Exception exception)
        {
            Note(exception);
            throw;
        }
    }

    private HttpResponseMessage Noted(HttpResponseMessage response)
    {
        if (!response.IsSuccessStatusCode)
            Problem = string.Create(CultureInfo.InvariantCulture, $"HTTP {(int)response.StatusCode} ({response.StatusCode})");
        return response;
    }

    private void Note(Exception exception) => Problem = exception is OperationCanceledException
        ? "no answer in time"
        : (exception.InnerException ?? exception).Message;
}
