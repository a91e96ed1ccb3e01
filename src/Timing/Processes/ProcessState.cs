namespace BuildTiming.Processes;

/// <summary>What can be told, from here, of the process that an entry names.</summary>
internal enum ProcessState
{
    /// <summary>It cannot be seen from here: another host, another container, or no permission to look.</summary>
    Unknown,

    /// <summary>It runs.</summary>
    Alive,

    /// <summary>It has certainly ended; its number may belong to another process by now.</summary>
    Gone,
}
