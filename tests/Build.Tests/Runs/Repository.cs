using System.Security.Cryptography;
using System.Text;
using BuildTiming.Rows;
using Tests.Shared.Git;

namespace Build.Tests.Runs;

/// <summary>A git repository as a test looks at it.</summary>
internal sealed class Repository(string folder, IReadOnlyDictionary<string, string> environment)
{
    /// <summary>A developer's name; and no upkeep of the repository, which takes a process or two after each command.</summary>
    private const string Settings =
        "[user]\n\tname = A developer\n\temail = developer@example.org\n[gc]\n\tauto = 0\n[maintenance]\n\tauto = false\n";

    /// <summary>A repository with everything committed on <c>main</c>.</summary>
    public async Task CreateAsync()
    {
        await Run("init", "--quiet", "--initial-branch=main");
        await File.AppendAllTextAsync(Path.Combine(folder, ".git", "config"), Settings);
        await Run("add", "--all");
        await Run("commit", "--quiet", "--message=platform");
    }

    /// <summary>A bare remote <c>origin</c> beside it, as if <c>main</c> had been pushed: git takes a dozen processes for it.</summary>
    public async Task<Repository> AddRemoteAsync(string path)
    {
        string own = Path.Combine(folder, ".git");
        Copy(Path.Combine(own, "objects"), Path.Combine(path, "objects"));
        foreach (string main in new[] { Path.Combine(path, "refs", "heads"), Path.Combine(own, "refs", "remotes", "origin") })
        {
            Directory.CreateDirectory(main);
            File.Copy(Path.Combine(own, "refs", "heads", "main"), Path.Combine(main, "main"));
        }

        File.Copy(Path.Combine(own, "HEAD"), Path.Combine(path, "HEAD"));
        await File.WriteAllTextAsync(Path.Combine(path, "config"),
            "[core]\n\trepositoryformatversion = 0\n\tbare = true\n[receive]\n\tautoGC = false\n");
        await File.AppendAllTextAsync(Path.Combine(own, "config"),
            $"[remote \"origin\"]\n\turl = {path}\n\tfetch = +refs/heads/*:refs/remotes/origin/*\n");
        return new Repository(path, environment);
    }

    private static void Copy(string from, string to)
    {
        foreach (string file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    /// <summary>A branch of its own history that holds these files, made without touching the working tree.</summary>
    public Task ImportAsync(string branch, IEnumerable<(string Path, string Text)> files)
    {
        string data = string.Concat(files.Select(file => $"M 100644 inline {file.Path}\ndata {file.Text.Length}\n{file.Text}\n"));
        string commit = $"commit refs/heads/{branch}\ncommitter A <a@example.org> 1700000000 +0000\ndata 1\nx\n{data}done\n";
        return RunWithInput(commit, "fast-import", "--quiet", "--done");
    }

    public async Task<string> Run(params string[] arguments) => await RunWithInput("", arguments);

    /// <summary>The lines of a file on a branch.</summary>
    public async Task<string[]> Lines(string revision, string path) => (await Run("show", $"{revision}:{path}")).TrimEnd('\n').Split('\n');

    /// <summary>The rows on the registry branch, without the header.</summary>
    public async Task<string[][]> Rows(string branch = "governance-registry") =>
        [.. (await Lines(branch, Platform.Csv)).Skip(1).Select(line => line.Split(','))];

    /// <summary>The steps on the registry branch.</summary>
    public async Task<RegistryStep[]> Steps()
    {
        byte[] csv = Encoding.UTF8.GetBytes(await Run("show", $"governance-registry:{Platform.StepCsv}"));
        return [.. StepCsv.Read(new MemoryStream(csv)).Cast<RegistryStep>()];
    }

    public async Task<bool> Has(string branch) => (await Run("for-each-ref", $"refs/heads/{branch}")).Length > 0;

    /// <summary>
    /// Everything that recording must leave alone: HEAD, branches but the registry's, index, stash, and every file that is not ignored.
    /// </summary>
    public async Task<string> StateAsync()
    {
        string[] parts =
        [
            await Run("symbolic-ref", "HEAD"),
            await Run("for-each-ref", "refs/heads/main", "refs/stash", "refs/tags"),
            await Run("stash", "list"),
            Convert.ToHexString(SHA256.HashData(await File.ReadAllBytesAsync(Path.Combine(folder, ".git", "index")))),
            await File.ReadAllTextAsync(Path.Combine(folder, ".git", "HEAD")),
            await Run("status", "--porcelain=v1", "--untracked-files=all"),
            .. await ContentsAsync(),
        ];
        return string.Join("\n---\n", parts);
    }

    private async Task<string[]> ContentsAsync()
    {
        string[] files = (await Run("ls-files", "-z", "--cached", "--others", "--exclude-standard"))
            .Split('\0', StringSplitOptions.RemoveEmptyEntries);
        return await Task.WhenAll(files.Where(file => File.Exists(Path.Combine(folder, file))).Order(StringComparer.Ordinal)
            .Select(async file =>
            $"{file} {File.GetLastWriteTimeUtc(Path.Combine(folder, file)):O} "
            + $"{Convert.ToHexString(SHA256.HashData(await File.ReadAllBytesAsync(Path.Combine(folder, file))))}"));
    }

    private async Task<string> RunWithInput(string input, params string[] arguments)
    {
        var variables = environment.ToDictionary(variable => variable.Key, variable => (string?)variable.Value);
        variables["GIT_OPTIONAL_LOCKS"] = "0";
        return (await GitRunner.RunAsync(folder, variables, arguments, input)).Text;
    }
}
