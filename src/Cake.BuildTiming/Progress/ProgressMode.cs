namespace Cake.BuildTiming.Progress;

/// <summary>How the progress of a running phase is shown.</summary>
public enum ProgressMode
{
    /// <summary>A bar on a person's terminal; lines in a pipe, in CI, and on a terminal that knows no escape sequences.</summary>
    Auto,

    /// <summary>A bar on any terminal, also in CI; lines where there is none.</summary>
    Bar,

    /// <summary>A line now and then, while a phase is silent.</summary>
    Lines,

    /// <summary>Not at all.</summary>
    Off,
}
