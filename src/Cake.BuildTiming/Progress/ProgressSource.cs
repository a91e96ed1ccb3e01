using BuildTiming.Sessions;

namespace Cake.BuildTiming.Progress;

/// <summary>What the display of progress lives on.</summary>
/// <param name="Progress">Tells how far the open phase has come; null where none is open. Asked on other threads.</param>
/// <param name="IsCi">Tells whether this is CI; asked when a phase has run for a while.</param>
/// <param name="Clock">Says when to show something.</param>
/// <param name="Warn">Gets what went wrong.</param>
internal sealed record ProgressSource(Func<PhaseProgress?> Progress, Func<bool> IsCi, TimeProvider Clock, Action<string> Warn);
