namespace Faults.Plans;

/// <summary>Whom a kill hits. The processes of the remote's side are a server's: no kill on this side reaches them.</summary>
internal enum Victims
{
    /// <summary>The host alone: its commands live on without it.</summary>
    Host,

    /// <summary>The host and the git command at work.</summary>
    HostAndGit,

    /// <summary>The host with everything that it started.</summary>
    Tree,

    /// <summary>The git command at work, and not the host.</summary>
    Git,
}
