using Build.Options;
using Build.Run;
using Build.Tasks.Cluster;
using BuildTiming.Phases;
using BuildTiming.Running;
using Cake.BuildTiming;
using Cake.Core;
using Cake.Frosting;

namespace Build.Tasks.Timing;

/// <summary>Any command as a phase: what stands behind <c>--</c>, whatever it looks like.</summary>
[TaskName("Timed")]
[TaskDescription("Times the command that stands behind -- as a phase.")]
public sealed class Timed(CommandRunner commands) : FrostingTask<BuildContext>, IPhaseTask, IHasPreconditions
{
    /// <inheritdoc/>
    public PhaseDeclaration? PhaseOf(ICakeContext context)
    {
        BuildOptions options = ((BuildContext)context).Options;
        return new PhaseDeclaration(options[KnownOptions.Phase], options.Env, options.RegistryFolder)
        {
            BuildId = options[KnownOptions.BuildId],
        };
    }

    /// <inheritdoc/>
    public void Require(BuildOptions options)
    {
        if (options[KnownOptions.Phase].Length == 0)
            throw InvalidOption.Because($"--target=Timed needs --phase, the name that the row gets. {Example(options)}");
        if (options.Command is not [{ Length: > 0 } program, ..])
            throw InvalidOption.Because($"--target=Timed needs a command, which stands behind --. {Example(options)}");
        // It may be a secret's, and is not shown.
        if (program.Contains('='))
            throw InvalidOption.Because("the command begins with a variable, where its program is to stand: write env in front of it.");
        PlatformFiles.RequireEnvironmentIfAny(options);
        if (Programs.Complaint(program, options.PlatformRoot) is { } complaint) throw InvalidOption.Because($"{complaint}.");
    }

    /// <inheritdoc/>
    public override void Run(BuildContext context)
    {
        string program = context.Options.Command![0];
        int exitCode = commands.Try(new PhaseCommand
        {
            Program = program,
            Arguments = [.. context.Options.Command.Skip(1)],
            WorkingDirectory = context.Options.PlatformRoot,
            // Its words may hold secrets.
            Title = Path.GetFileName(program),
        });
        if (exitCode != 0) throw new CakeException(exitCode, $"{Path.GetFileName(program)} ended with exit code {exitCode}.");
    }

    // PowerShell keeps two bare dashes to itself.
    private static string Example(BuildOptions options) =>
        $"For example:\n  {options.Entry.Command(["--target=Timed", "--phase=rds-apply", "--env=dev"])} "
        + $"{(options.Entry.IsPowerShell ? "'--'" : "--")} make rds-apply ENV=dev";
}
