using BuildTiming.Git;

namespace BuildTiming.Registry.Remotes;

/// <summary>What git's configuration says of a remote.</summary>
internal sealed class RemoteSettings
{
    /// <summary>A name for this program's own pushes; nothing is configured under it.</summary>
    private const string EphemeralRemote = "build-timing-registry";

    private const string Last = "build-timing.last";

    /// <summary>Settings that would make a push of one commit move or delete other refs.</summary>
    private static readonly string[] Excluded = ["fetch", "push", "mirror", "prune", "prunetags", "tagopt"];

    private readonly GitSetting[] _settings;
    private readonly string _remote;

    private RemoteSettings(string remote, IEnumerable<GitSetting> settings) =>
        (_remote, _settings) = (remote, [.. settings]);

    /// <summary>The remote is configured: it has an address.</summary>
    public bool Exists => _settings.Any(setting => setting.Key is "url" or "pushurl");

    /// <summary>Objects of the remote are left there until they are needed (a partial clone).</summary>
    public bool IsPartial => _settings.Any(setting => setting.Key is "promisor" or "partialclonefilter");

    /// <summary>Reads the settings of a remote.</summary>
    /// <exception cref="GitCommandException">
    /// Git did not come to an answer: that is no "no such remote", at which rows would go elsewhere.
    /// </exception>
    public static async Task<RemoteSettings> ReadAsync(GitClient git, string remote, CancellationToken cancellation)
    {
        // What the command line sets stands last: an answer without it was cut short.
        GitResult result =
            await git.RunAsync(["-c", $"{Last}=true", "config", "--null", "--get-regexp", $"^(remote\\.|{Last}$)"], cancellation);
        if (!result.Succeeded) throw new GitCommandException("config", result.ExitCode, result.Complaint);
        if (!result.Output.EndsWith($"{Last}\ntrue\0", StringComparison.Ordinal)) throw GitCommandException.CutShort("config");
        string[] entries = result.Output.Split('\0', StringSplitOptions.RemoveEmptyEntries);
        // Whatever else is printed between the settings spoils one of them.
        if (!entries.All(entry => entry.StartsWith("remote.", StringComparison.Ordinal) || entry == $"{Last}\ntrue"))
            throw GitCommandException.Spoilt("config");
        string prefix = $"remote.{remote}.";
        return new RemoteSettings(remote, entries.Where(entry => entry.StartsWith(prefix, StringComparison.Ordinal))
            .Select(entry => entry[prefix.Length..].Split('\n', 2))
            .Where(parts => !parts[0].Contains('.', StringComparison.Ordinal))
            // A key that stands alone means "true".
            .Select(parts => new GitSetting(parts[0], parts.Length == 1 ? "true" : parts[1])));
    }

    /// <summary>
    /// The remote for one push, as settings and the name that they are under: with its addresses and programs, but without the mapping by
    /// which a push moves refs of this repository, be it a branch that is checked out.
    /// </summary>
    /// <param name="tracking">The one mapping that the push is to update, or null.</param>
    public (IEnumerable<GitSetting> Settings, string Name) ForPush(string? tracking)
    {
        if (!Exists) return ([], _remote);
        IEnumerable<GitSetting> settings = _settings.Where(setting => !Excluded.Contains(setting.Key)).Where(IsOnly);
        if (tracking is not null) settings = settings.Append(new GitSetting("fetch", tracking));
        return (settings.Select(setting => setting with { Key = $"remote.{EphemeralRemote}.{setting.Key}" }), EphemeralRemote);
    }

    /// <summary>
    /// Of several addresses, which git would push to one after the other, one alone: that which is fetched from, where it is among them.
    /// What the one takes and the other refuses would be neither there nor not.
    /// </summary>
    private bool IsOnly(GitSetting setting)
    {
        if (setting.Key is not ("url" or "pushurl")) return true;
        GitSetting[] alike = [.. _settings.Where(other => other.Key == setting.Key)];
        string? fetched = _settings.FirstOrDefault(other => other.Key == "url")?.Value;
        return ReferenceEquals(setting, Array.Find(alike, other => other.Value == fetched) ?? alike[0]);
    }
}
