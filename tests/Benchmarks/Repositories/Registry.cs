using System.Diagnostics;
using System.Globalization;
using System.Text;
using Benchmarks.Measuring;

namespace Benchmarks.Repositories;

/// <summary>A bare repository with a registry branch, made by one <c>git fast-import</c>.</summary>
internal sealed class Registry(string path)
{
    public const string Branch = "governance-registry";
    public const string Reference = "refs/heads/" + Branch;
    public const string Csv = "environments/development/latest/build_timings.csv";
    private const string Header =
        "start_time_utc,end_time_utc,phase,env,build_id,duration_seconds,exit_code,flags,resources_added,resources_changed,"
        + "resources_destroyed,log_path\n";

    public string Path { get; } = path;

    public static async Task<Registry> CreateAsync(string path, RegistryShape shape)
    {
        await new Command("/", "git", "init", "--quiet", "--bare", "--initial-branch=main", path).RunAsync();
        var info = new ProcessStartInfo("git", ["-C", path, "fast-import", "--quiet"]) { RedirectStandardInput = true };
        using Process import = Process.Start(info)!;
        await using (var stream = new BufferedStream(import.StandardInput.BaseStream, 1 << 20)) Write(stream, shape);
        await import.WaitForExitAsync();
        return import.ExitCode == 0 ? new Registry(path) : throw new InvalidOperationException("git fast-import failed");
    }

    /// <summary>A clone without a working tree's files, with an identity of its own.</summary>
    public async Task<string> CloneAsync(string folder, string author = "benchmark")
    {
        await new Command("/", "git", "clone", "--quiet", "--no-checkout", Path, folder).RunAsync();
        await new Command(folder, "git", "config", "user.name", author).RunAsync();
        await new Command(folder, "git", "config", "user.email", author + "@localhost").RunAsync();
        return folder;
    }

    /// <summary>Lets a clone wait for the remote, as for one on another machine: 0.3 s for a fetch, 0.5 s for a push.</summary>
    public async Task TakeItsTimeAsync(string clone)
    {
        await new Command(clone, "git", "config", "remote.origin.uploadpack", "sleep 0.3; git-upload-pack").RunAsync();
        await new Command(clone, "git", "config", "remote.origin.receivepack", "sleep 0.5; git-receive-pack").RunAsync();
    }

    public Task<string> GitAsync(params string[] arguments) => new Command(Path, "git", arguments).RunAsync();

    public static string Row(int number) => string.Create(CultureInfo.InvariantCulture,
        $"2026-01-24T14:43:27Z,2026-01-24T15:00:03Z,bootstrap-persistent,dev,persistent,996,0,ENV_NAME=dev REGION=eu-west-2,{number % 97},"
        + $"0,0,logs/build-timings/bootstrap-persistent-dev-persistent-{number:000000000}.log\n");

    private static void Write(Stream stream, RegistryShape shape)
    {
        var csv = new StringBuilder(Header);
        for (int row = 0; row < shape.Rows - shape.Commits + 1; row++) csv.Append(Row(row));
        for (int commit = 0; commit < shape.Commits; commit++)
        {
            Text(stream,
                $"commit {Reference}\nmark :{commit + 1}\ncommitter benchmark <benchmark@localhost> {1_700_000_000 + commit} +0000\ndata "
                + "4\nrow\n\n");
            if (commit > 0) Text(stream, $"from :{commit}\n");
            for (int file = 0; commit == 0 && file < shape.Files; file++)
                Text(stream,
                    $"M 100644 inline reports/{file / 10_000:00}/{file / 100 % 100:00}/{file:000000}.json\ndata 9\n{file:00000000}\n\n");
            if (commit > 0) csv.Append(Row(shape.Rows + commit));
            // A long history keeps a short file: what is measured is the history.
            if (csv.Length > 200_000 && shape.Commits > 1) csv.Length = Header.Length;
            Text(stream, $"M 100644 inline {Csv}\ndata {csv.Length}\n{csv}\n");
        }

        Text(stream,
            "commit refs/heads/main\ncommitter benchmark <benchmark@localhost> 1700000000 +0000\ndata 5\nfirst\nM 100644 inline "
            + "README.md\ndata 2\n#\n\n");
    }

    private static void Text(Stream stream, string text) => stream.Write(Encoding.UTF8.GetBytes(text));
}
