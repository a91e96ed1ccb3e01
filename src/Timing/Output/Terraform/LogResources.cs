using BuildTiming.Model;

namespace BuildTiming.Output.Terraform;

/// <summary>Counts resources from a log that is already written: that of a run whose process was killed.</summary>
internal static class LogResources
{
    /// <summary>What Terraform reported in the log.</summary>
    /// <exception cref="IOException">The log cannot be read.</exception>
    public static ResourceCounts Count(string log)
    {
        var output = new OutputReader();
        using var file = new FileStream(log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        byte[] buffer = new byte[1 << 16];
        int count;
        while ((count = file.Read(buffer)) > 0) output.Write(buffer.AsSpan(0, count));
        output.End();
        return output.Resources;
    }
}
