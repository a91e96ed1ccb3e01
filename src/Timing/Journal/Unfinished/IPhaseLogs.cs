using BuildTiming.Model;

namespace BuildTiming.Journal.Unfinished;

/// <summary>The logs of runs whose process ended before it could close them. What is in a log the journal does not know.</summary>
internal interface IPhaseLogs
{
    /// <summary>The second in which the log was last written to; null when there is none.</summary>
    DateTimeOffset? LastWrite(string path);

    /// <summary>The resources that the log tells of.</summary>
    /// <exception cref="Exception">The log cannot be read, or its reader has a fault.</exception>
    ResourceCounts Count(string path);

    /// <summary>Ends the log as a run does that ends by itself.</summary>
    /// <exception cref="IOException">The log cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The log is another user's.</exception>
    void Close(string path, TimingRow row);
}
