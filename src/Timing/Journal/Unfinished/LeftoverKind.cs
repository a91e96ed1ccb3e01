namespace BuildTiming.Journal.Unfinished;

/// <summary>Why something is left in the journal.</summary>
internal enum LeftoverKind
{
    /// <summary>The run of another host or container, of which nobody here can tell whether it still runs.</summary>
    OtherHost,

    /// <summary>An entry of a newer format: a host of that version publishes it.</summary>
    NewerFormat,

    /// <summary>An entry, or the folder itself, that this user may not read.</summary>
    NotReadable,

    /// <summary>A file that is no entry, in <c>unreadable/</c>.</summary>
    SetAside,

    /// <summary>A file that is no entry, where entries are: the next run sets it aside.</summary>
    NoEntry,
}
