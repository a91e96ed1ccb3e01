namespace BuildTiming.Sessions.Status;

/// <summary>What becomes of a run that has no end yet.</summary>
internal enum PhaseState
{
    /// <summary>Its host is at work.</summary>
    Running,

    /// <summary>Its host was killed, and its command still runs.</summary>
    Orphaned,

    /// <summary>Its host was killed, and nothing of it runs: the next run records it.</summary>
    Killed,

    /// <summary>It is another host's or container's: nobody here can tell.</summary>
    Elsewhere,
}
