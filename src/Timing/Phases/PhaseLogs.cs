using BuildTiming.Journal.Unfinished;
using BuildTiming.Model;
using BuildTiming.Output;
using BuildTiming.Output.Terraform;

namespace BuildTiming.Phases;

/// <summary>The logs that phase runs have left behind.</summary>
internal sealed class PhaseLogs : IPhaseLogs
{
    /// <inheritdoc/>
    public DateTimeOffset? LastWrite(string path)
    {
        var file = new FileInfo(path);
        return file.Exists ? DateTimeOffset.FromUnixTimeSeconds(new DateTimeOffset(file.LastWriteTimeUtc).ToUnixTimeSeconds()) : null;
    }

    /// <inheritdoc/>
    public ResourceCounts Count(string path) => LogResources.Count(path);

    /// <inheritdoc/>
    public void Close(string path, TimingRow row) => LogFile.Finish(path, row);
}
