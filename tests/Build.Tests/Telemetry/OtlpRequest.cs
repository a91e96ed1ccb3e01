namespace Build.Tests.Telemetry;

/// <summary>A request that an <see cref="OtlpReceiver"/> has got.</summary>
internal sealed record OtlpRequest(string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body);
