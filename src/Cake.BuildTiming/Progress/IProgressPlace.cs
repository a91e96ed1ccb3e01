using BuildTiming.Sessions;

namespace Cake.BuildTiming.Progress;

/// <summary>Where progress is shown while a command runs.</summary>
internal interface IProgressPlace : IDisposable
{
    /// <summary>Shows what is to be shown now.</summary>
    /// <returns>When to be asked again.</returns>
    TimeSpan Show(PhaseProgress progress);
}
