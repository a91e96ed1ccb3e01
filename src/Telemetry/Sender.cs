namespace BuildTiming.Telemetry;

/// <summary>Sends one kind of telemetry to its destination.</summary>
/// <param name="destination">Where to.</param>
internal abstract class Sender(Destination destination) : IDisposable
{
    private readonly Answers? _answers =
        destination.HasCertificates ? null : new Answers(new SocketsHttpHandler { AllowAutoRedirect = false });

    /// <summary>Where to.</summary>
    public Destination Destination { get; } = destination;

    /// <summary>Why it was not taken; null where that is not known.</summary>
    public string? Problem => _answers?.Problem;

    /// <summary>Sends by what notes the answers; null where the exporter is to make one of its own.</summary>
    protected HttpClient? Client() =>
        _answers is null ? null : new HttpClient(_answers, disposeHandler: false) { Timeout = Destination.Timeout };

    public virtual void Dispose() => _answers?.Dispose();
}
