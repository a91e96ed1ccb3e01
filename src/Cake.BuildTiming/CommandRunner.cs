using BuildTiming.Running;
using BuildTiming.Running.Stopping;
using BuildTiming.Sessions;
using Cake.Core;

namespace Cake.BuildTiming;

/// <summary>Runs the commands of the tasks; as a phase's own where the decorator has opened one.</summary>
public sealed class CommandRunner(BuildTimingSession session, Interrupts interrupts)
{
    /// <summary>Runs a command that has to succeed.</summary>
    /// <exception cref="CakeException">
    /// It ended with another exit code than 0, which is the exception's, or the run was interrupted.
    /// </exception>
    public void Run(PhaseCommand command)
    {
        int exitCode = Try(command);
        if (exitCode != 0)
            throw new CakeException(exitCode, $"{Path.GetFileName(command.Program)} ended with exit code {exitCode}: {command}");
    }

    /// <summary>Runs a command whose failure is the caller's to judge.</summary>
    /// <returns>Its exit code.</returns>
    /// <exception cref="CakeException">The run was interrupted.</exception>
    public int Try(PhaseCommand command)
    {
        PhaseExit exit = session.RunAsync(command).GetAwaiter().GetResult();
        if (!exit.Interrupted) return exit.ExitCode;
        // A Ctrl-C is the caller's own wish, and its code is 130 whatever the command makes of it; any other signal leaves the command's
        // code.
        int exitCode = exit.ReachedGroup || exit.ExitCode == 0 ? interrupts.ExitCode : exit.ExitCode;
        throw new CakeException(exitCode, $"interrupted: {command}", new OperationCanceledException());
    }
}
