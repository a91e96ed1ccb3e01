namespace Faults.Worlds;

/// <summary>A bare remote, clones of it, worktrees of one of them, and what all runs in them share.</summary>
internal sealed class World(string folder, IReadOnlyList<Clone> clones, IReadOnlyList<Place> places, IReadOnlyList<string> seeds)
{
    public const string RegistryBranch = "governance-registry";

    public string Folder => folder;

    public IReadOnlyList<Clone> Clones => clones;

    public IReadOnlyList<Place> Places => places;

    /// <summary>The rows, as environment and phase, that the registry held when the world began.</summary>
    public IReadOnlyList<string> Seeds => seeds;

    public string Remote => RemoteOf(folder);

    /// <summary>Sees all refs of all repositories, and belongs to none of those that hosts run in.</summary>
    public string Observer => ObserverOf(folder);

    /// <summary>A line for each phase whose script has started.</summary>
    public string Ledger => Path.Combine(folder, "ledger");

    /// <summary>Logs and plans of the runs.</summary>
    public string Runs => Path.Combine(folder, "runs");

    public static string RemoteOf(string folder) => Path.Combine(folder, "remote.git");

    public static string ObserverOf(string folder) => Path.Combine(folder, "observer.git");
}
