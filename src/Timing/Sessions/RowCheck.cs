using BuildTiming.Model;
using BuildTiming.Phases;
using BuildTiming.Registry;
using BuildTiming.Rows;

namespace BuildTiming.Sessions;

/// <summary>
/// Refuses before it runs a phase whose row no registry could hold: afterwards the row would stay in the journal for ever.
/// </summary>
internal static class RowCheck
{
    /// <summary>The phase with its folder.</summary>
    /// <exception cref="ArgumentException">What cannot be held, and why.</exception>
    public static PhaseDeclaration Complete(PhaseDeclaration phase, Func<string, string> folderOf)
    {
        string folder = phase.Folder ?? folderOf(phase.Env);
        if (!RegistryPath.IsFolderName(folder))
        {
            throw new ArgumentException(
                $"'{folder}' is no folder of a registry: lower-case letters, digits and inner hyphens, at most 63 characters",
                nameof(phase));
        }

        TimingCsv.FormatLine(new TimingRow
        {
            Start = DateTimeOffset.UnixEpoch,
            DurationSeconds = 0,
            Phase = phase.Phase,
            Env = phase.Env,
            BuildId = phase.BuildId,
            ExitCode = 0,
            Flags = phase.Flags,
            Resources = default,
            LogPath = string.Empty,
        });
        // They make the log's file name.
        foreach (string name in new[] { phase.Phase, phase.Env, phase.BuildId })
        {
            if (name.AsSpan().IndexOfAny('/', '\\') >= 0)
                throw new ArgumentException($"'{name}' holds a slash, which the name of a log cannot hold", nameof(phase));
        }

        return phase with { Folder = folder };
    }
}
