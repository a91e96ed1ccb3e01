namespace BuildTiming.Journal;

/// <summary>How far a run has come on its way to the registry. States follow each other in this order.</summary>
internal enum EntryState
{
    /// <summary>Its phase has started.</summary>
    Running,

    /// <summary>Its phase has ended and its row is complete.</summary>
    Finished,

    /// <summary>Its row was handed to a push whose outcome may have stayed unknown.</summary>
    Attempted,
}
