using BuildTiming.Registry;
using BuildTiming.Rows;

namespace Faults.Worlds;

/// <summary>Makes worlds of several kinds: both object formats, with a registry branch and without one.</summary>
internal sealed class WorldBuilder(string folder, Random random)
{
    private const string SeedEnv = "seed";

    private static readonly string[] Versions = ["", "-v2", "-v3", "-v4"];
    private static readonly UnixFileMode Executable =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly string _format = random.Next(4) == 0 ? "sha256" : "sha1";
    private readonly bool _hasRegistry = random.Next(3) > 0;

    /// <summary>The hooks of a remote.</summary>
    public static IReadOnlyList<string> Hooks { get; } = ["pre-receive", "update", "post-receive"];

    public int CloneCount { get; init; } = 3;

    public int WorktreeCount { get; init; } = 2;

    /// <summary>The remote has hooks at which hosts may die; each push takes longer by them.</summary>
    public bool HasHooks { get; init; } = true;

    /// <summary>The programs that stand before git: only where a plan asks for them, since each costs a process.</summary>
    public static string Below { get; } = Path.Combine(AppContext.BaseDirectory, "Scripts", "Below");

    public static string Scripts { get; } = Path.Combine(AppContext.BaseDirectory, "Scripts");

    public async Task<World> BuildAsync()
    {
        Directory.CreateDirectory(folder);
        await InitializeAsync(World.RemoteOf(folder), "--bare");
        await InitializeAsync(World.ObserverOf(folder), "--bare");
        await Git.RunAsync(World.RemoteOf(folder), "config", "receive.autoGC", "false");
        foreach (string hook in HasHooks ? Hooks : [])
            Copy(Path.Combine(Scripts, "hook"), Path.Combine(World.RemoteOf(folder), "hooks", hook));
        await SeedAsync(Path.Combine(folder, "seed"));

        var clones = new List<Clone>();
        for (int number = 1; number <= CloneCount; number++)
        {
            var clone = new Clone(Path.Combine(folder, $"clone{number}"));
            await Git.RunAsync(folder, "clone", "--quiet", World.RemoteOf(folder), clone.Root);
            clones.Add(clone);
        }

        List<Place> places = [.. clones.Select(clone => new Place(clone.Root, clone))];
        for (int number = 1; number <= WorktreeCount; number++)
        {
            string root = Path.Combine(folder, $"worktree{number}");
            await Git.RunAsync(clones[0].Root, "worktree", "add", "--quiet", "--detach", root);
            places.Add(new Place(root, clones[0]));
        }

        var world = new World(folder, clones, places, _hasRegistry ? [$"{SeedEnv}/apply-persistent"] : []);
        Directory.CreateDirectory(world.Runs);
        await File.WriteAllTextAsync(world.Ledger, "");
        return world;
    }

    private async Task InitializeAsync(string path, params string[] options) =>
        await Git.RunAsync(folder, ["init", "--quiet", "--initial-branch=main", $"--object-format={_format}", .. options, path]);

    private async Task SeedAsync(string seed)
    {
        await InitializeAsync(seed);
        Directory.CreateDirectory(Path.Combine(seed, "bootstrap/10_bootstrap"));
        Directory.CreateDirectory(Path.Combine(seed, "bootstrap/60_tear_down_clean_up"));
        foreach (string version in Versions)
            Copy(Path.Combine(Scripts, "bootstrap.sh"), Path.Combine(seed, $"bootstrap/10_bootstrap/goldenpath-idp-bootstrap{version}.sh"));
        Copy(Path.Combine(Scripts, "teardown.sh"), Path.Combine(seed, "bootstrap/60_tear_down_clean_up/goldenpath-idp-teardown-v4.sh"));
        await CommitAsync(seed, "main");
        if (!_hasRegistry) return;

        await Git.RunAsync(seed, "checkout", "--quiet", "--orphan", World.RegistryBranch);
        await Git.RunAsync(seed, "rm", "-rfq", ".");
        string file = Path.Combine(seed, RegistryPath.Of("development"));
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllTextAsync(file,
            $"{TimingCsv.Header}\n2026-01-24T14:43:27Z,2026-01-24T14:43:28Z,apply-persistent,{SeedEnv},persistent,1,0,,0,0,0,logs/x.log\n");
        await CommitAsync(seed, World.RegistryBranch);
    }

    private async Task CommitAsync(string seed, string branch)
    {
        await Git.RunAsync(seed, "add", "--all");
        await Git.RunAsync(seed, "commit", "--quiet", "--message=seed");
        await Git.RunAsync(seed, "push", "--quiet", World.RemoteOf(folder), $"HEAD:refs/heads/{branch}");
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        File.Copy(from, to, overwrite: true);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(to, Executable);
    }
}
