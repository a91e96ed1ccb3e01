namespace BuildTiming.Output.Terraform;

/// <summary>What a line says of a resource.</summary>
internal enum ResourceMoment
{
    /// <summary>Nothing: the line is about something else.</summary>
    None,

    /// <summary>Its state is read, before anything is planned.</summary>
    Refreshes,

    /// <summary>Work on it begins.</summary>
    Begins,

    /// <summary>Work on it goes on, which Terraform says every ten seconds.</summary>
    GoesOn,

    /// <summary>Work on it has ended well.</summary>
    Ends,

    /// <summary>Work on it has failed; Terraform's own backends tell it in the order of events.</summary>
    Fails,
}
