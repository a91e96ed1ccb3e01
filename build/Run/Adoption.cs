using Build.Options;
using BuildTiming.Sessions;
using Cake.Core;

namespace Build.Run;

/// <summary>What is asked for with <c>--adopt-journal</c>.</summary>
internal static class Adoption
{
    /// <summary>Refuses an adoption that nobody can have meant, before anything has run.</summary>
    /// <exception cref="CakeException">The host has no unfinished run here, or the option stands beside another target.</exception>
    public static void Require(BuildOptions options, BuildTimingSession session)
    {
        if (options.AdoptJournal is not { } host) return;
        string option = "--" + KnownOptions.AdoptJournal.Argument;
        if (options.Targets.Count != 1 || !options.Targets.Single().Equals("CommitTimings", StringComparison.OrdinalIgnoreCase))
            throw InvalidOption.Because($"{option} goes with --target=CommitTimings and with no other target.");
        if (session.Complaint is { } complaint) throw InvalidOption.Because($"{option}: there is no journal: {complaint}.");
        IReadOnlyList<string> hosts = session.UnfinishedHosts();
        if (hosts.Contains(host)) return;
        string others = hosts.Count == 0 ? "nor of any other host" : "but of " + string.Join(", ", hosts);
        throw InvalidOption.Because($"{option}: the journal holds no unfinished run of {host}, {others}.");
    }
}
