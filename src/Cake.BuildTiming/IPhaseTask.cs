using BuildTiming.Phases;
using Cake.Core;

namespace Cake.BuildTiming;

/// <summary>
/// A task that says of each run what phase it is, if it is one: where its name comes from options or settings. Where the phase is always
/// the same, <see cref="ITimedTask"/> is simpler.
/// </summary>
public interface IPhaseTask
{
    /// <summary>The phase of this run; null where it is none, and nothing is recorded.</summary>
    PhaseDeclaration? PhaseOf(ICakeContext context);
}
