using System.Collections.Concurrent;
using System.Text;
using Tests.Shared.Files;

namespace Tests.Shared.Git;

/// <summary>Real git in a temporary folder, out of reach of the machine's configuration and of variables of the shell.</summary>
public sealed class GitSandbox : IDisposable
{
    public const string Branch = "governance-registry";
    public const string Csv = "environments/development/latest/build_timings.csv";

    private const string FirstConfiguration = "gitconfig.first";

    /// <summary>For each object format.</summary>
    private static readonly ConcurrentDictionary<string, Lazy<SandboxTemplate>> Templates = new(StringComparer.Ordinal);

    private readonly TemporaryFolder _folder = new();
    private readonly SandboxTemplate _template;

    public GitSandbox(string objectFormat = "sha1")
    {
        Environment = new()
        {
            ["GIT_CONFIG_GLOBAL"] = Path("gitconfig"),
            ["GIT_CONFIG_NOSYSTEM"] = "1",
            ["HOME"] = _folder.Path,
            ["GITHUB_ACTIONS"] = null,
            ["EMAIL"] = null,
        };
        foreach (string name in System.Environment.GetEnvironmentVariables().Keys.Cast<string>()
            .Where(name => name.StartsWith("GIT_", StringComparison.Ordinal)))
            Environment.TryAdd(name, null);
        File.WriteAllText(Path("gitconfig"), """
            [user]
            	name = Dev Eloper
            	email = dev@example.org
            [init]
            	defaultBranch = main
            [protocol "ext"]
            	allow = always
            [gc]
            	auto = 0
            [maintenance]
            	auto = false
            [receive]
            	autoGC = false

            """);
        File.Copy(Path("gitconfig"), Path(FirstConfiguration));
        _template = Templates.GetOrAdd(objectFormat, format => new Lazy<SandboxTemplate>(() => MakeTemplate(format))).Value;
        _template.Remote.Write(Remote);
    }

    /// <summary>What git gets beside the variables of this process.</summary>
    public Dictionary<string, string?> Environment { get; }

    /// <summary>The bare repository that everyone pushes to.</summary>
    public string Remote => Path("remote.git");

    /// <summary>The lines of the registry's file on the remote.</summary>
    public string[] Lines => Show($"{Branch}:{Csv}").Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public string Path(params string[] parts) => _folder[parts];

    /// <summary>Adds to the user's configuration, each setting with its section before it: <c>[gc] auto = 0</c>.</summary>
    public void Configure(params string[] settings) => File.AppendAllLines(Path("gitconfig"), settings);

    /// <summary>Git as a user runs it; a failure fails the test.</summary>
    public string Git(string folder, params string[] arguments) => Feed(folder, "", arguments);

    /// <summary>The same, with something to read.</summary>
    public string Feed(string folder, string input, params string[] arguments) =>
        GitRunner.RunAsync(folder, Environment, arguments, input).GetAwaiter().GetResult().Text;

    /// <summary>What the remote holds under a name.</summary>
    public string Show(string name) => Git(Remote, "show", name);

    /// <summary>The remote's refs that match a pattern.</summary>
    public string[] Refs(string pattern) =>
        Git(Remote, "for-each-ref", "--format=%(refname)", pattern).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Puts files on a branch of the remote, in one commit on top of what is there.</summary>
    /// <returns>The commit.</returns>
    public string Seed(string branch, params (string Path, string Content)[] files) => Seed(Remote, branch, files);

    /// <summary>Makes a clone of the remote; without any process where nothing has changed since both were made by git.</summary>
    /// <returns>Its folder.</returns>
    public string CloneTo(string name, params string[] options)
    {
        if (options.Length == 0 && !Directory.Exists(Path(name)) && _template.Remote.IsUntouched(Remote)
            && File.ReadAllText(Path("gitconfig")) == File.ReadAllText(Path(FirstConfiguration)))
            _template.Copy.Write(Path(name), (_template.Origin, Remote));
        else Git(_folder.Path, ["clone", "--quiet", .. options, Remote, Path(name)]);
        return Path(name);
    }

    /// <summary>Makes a clone by copying one, without any process.</summary>
    /// <returns>Its folder.</returns>
    public string CopyTo(string name, string clone)
    {
        foreach (string file in Directory.GetFiles(clone, "*", SearchOption.AllDirectories))
        {
            string copy = System.IO.Path.Combine(Path(name), System.IO.Path.GetRelativePath(clone, file));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        Directory.CreateDirectory(System.IO.Path.Combine(Path(name), ".git", "refs"));
        return Path(name);
    }

    /// <summary>A hook of the remote.</summary>
    public void Hook(string name, string script) => Script(System.IO.Path.Combine(Remote, "hooks", name), script);

    /// <summary>An executable script.</summary>
    public string Script(string path, string script)
    {
        string file = System.IO.Path.Combine(_folder.Path, path);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
        File.WriteAllText(file, "#!/bin/sh\n" + script + "\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return file;
    }

    /// <summary>A script that stands before git for everything that gets <see cref="Environment"/>; <c>$git</c> is git itself.</summary>
    public void StubGit(string script) =>
        Environment["PATH"] = System.IO.Path.GetDirectoryName(Script("bin/git", $"git='{GitRunner.Program}'\n{script}"))
            + System.IO.Path.PathSeparator + System.Environment.GetEnvironmentVariable("PATH");

    public void Dispose() => _folder.Dispose();

    private SandboxTemplate MakeTemplate(string objectFormat)
    {
        using var folder = new TemporaryFolder();
        Git(folder.Path, "init", "--quiet", "--bare", "--object-format=" + objectFormat, folder["remote.git"]);
        Seed(folder["remote.git"], "main", [("readme.txt", "a platform\n")]);
        Git(folder.Path, "clone", "--quiet", folder["remote.git"], folder["clone"]);
        return new SandboxTemplate(
            folder["remote.git"], new RepositoryTemplate(folder["remote.git"]), new RepositoryTemplate(folder["clone"]));
    }

    private string Seed(string repository, string branch, (string Path, string Content)[] files)
    {
        string reference = "refs/heads/" + branch;
        bool isThere = Git(repository, "for-each-ref", reference).Length > 0;
        IEnumerable<string> changes = files.Select(file =>
            $"M 100644 inline {file.Path}\ndata {Encoding.UTF8.GetByteCount(file.Content)}\n{file.Content}\n");
        return Feed(repository, string.Concat([
            $"commit {reference}\nmark :1\ncommitter Dev Eloper <dev@example.org> now\ndata 5\nseed\n\n",
            isThere ? $"from {reference}^0\n" : "",
            .. changes,
            "get-mark :1\ndone\n",
        ]), "fast-import", "--quiet", "--done", "--date-format=now").Trim();
    }
}
