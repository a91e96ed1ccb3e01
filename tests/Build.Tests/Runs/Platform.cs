using System.Diagnostics;
using Build.Tests.Programs;
using Tests.Shared.Files;
using Tests.Shared.Programs;

namespace Build.Tests.Runs;

/// <summary>
/// A platform repository in a folder of its own, and runs of <c>build.sh</c> on it in an environment that holds nothing by chance.
/// </summary>
internal sealed class Platform : IDisposable
{
    public const string Csv = "environments/development/latest/build_timings.csv";
    public const string StepCsv = "environments/development/latest/build_timing_steps.csv";
    private const string Teardown = "bootstrap/60_tear_down_clean_up/goldenpath-idp-teardown-v4.sh";
    private static readonly string[] Versions = ["", "-v2", "-v3", "-v4"];

    private Platform()
    {
        Directory.CreateDirectory(Root);
        Directory.CreateDirectory(Stubs);
        Environment = new Dictionary<string, string>
        {
            ["PATH"] = $"{Stubs}:{Tools.Link(System.IO.Path.Combine(Folder, "tools"))}",
            ["HOME"] = Directory.CreateDirectory(System.IO.Path.Combine(Folder, "home")).FullName,
            ["NO_COLOR"] = "1",
            ["TERM"] = "dumb",
            ["GIT_CONFIG_NOSYSTEM"] = "1",
        };
        if (System.Environment.GetEnvironmentVariable("DOTNET_ROOT") is { } dotnet) Environment["DOTNET_ROOT"] = dotnet;
    }

    /// <summary>Everything of this test.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("platform-").FullName;

    /// <summary>The platform repository.</summary>
    public string Root => System.IO.Path.Combine(Folder, "platform repository");

    /// <summary>The environment that a run starts from.</summary>
    public Dictionary<string, string> Environment { get; }

    /// <summary>How the stubs were called, in order.</summary>
    public IReadOnlyList<Call> Calls => Call.Read(Folder);

    public Repository Git => new(Root, Environment);

    /// <summary>The journal's entries.</summary>
    public string[] Journal => Names(".git", "build-timings").Where(name => name.EndsWith(".json", StringComparison.Ordinal)).ToArray();

    /// <summary>The logs, as rows name them.</summary>
    public string[] Logs =>
        [.. Names("logs", "build-timings").Where(name => name != ".gitignore").Select(name => "logs/build-timings/" + name)];

    private string Stubs => System.IO.Path.Combine(Folder, "stubs");

    /// <summary>A platform whose scripts and programs only write down how they were called.</summary>
    public static async Task<Platform> OfStubs(bool inGit = true)
    {
        var platform = new Platform();
        foreach (string version in Versions) platform.StubScript($"bootstrap/10_bootstrap/goldenpath-idp-bootstrap{version}.sh");
        platform.StubScript(Teardown);
        platform.StubProgram("terraform");
        platform.StubProgram("kubectl");
        platform.Write("envs/dev/main.tf", "");
        platform.Write("envs/staging/terraform.tfvars",
            "# cluster_name = \"no\"\nnode_count   = 3\ncluster_name = \"staging-of-tfvars\"\n");
        if (inGit) await platform.Git.CreateAsync();
        return platform;
    }

    /// <summary>A copy of the sample platform, with this machine's Terraform.</summary>
    public static async Task<Platform> OfSample()
    {
        var platform = new Platform();
        Samples.PlatformCopy.Copy(new DirectoryInfo(RepositoryRoot.File("samples", "platform")), platform.Root);
        foreach (string program in new[] { "terraform", "tofu" })
        {
            if (ProgramOnPath.Find(program) is { } path) File.CreateSymbolicLink(System.IO.Path.Combine(platform.Stubs, program), path);
        }

        platform.StubProgram("kubectl");
        platform.Environment["CHECKPOINT_DISABLE"] = "1";
        platform.Environment["TF_VAR_pace"] = "0";
        await platform.Git.CreateAsync();
        return platform;
    }

    public string Path(string path) => System.IO.Path.Combine(Root, path);

    /// <summary>Who may do what with a file; these runs are bash's, and need no Windows.</summary>
    public UnixFileMode ModeOf(string path) =>
        OperatingSystem.IsWindows() ? throw new PlatformNotSupportedException() : File.GetUnixFileMode(Path(path));

    public void Write(string path, string text)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path(path))!);
        File.WriteAllText(Path(path), text);
    }

    public void StubProgram(string name) => Programs.StubProgram.Write(Stubs, name, Call.Script(name, Folder));

    public void RemoveProgram(string name) => File.Delete(System.IO.Path.Combine(Stubs, name));

    /// <summary>What a stub does beyond writing down how it was called: lines of bash.</summary>
    public void Does(string stub, string script) => File.WriteAllText(System.IO.Path.Combine(Folder, stub + ".sh"), script);

    /// <summary>Runs <c>build.sh</c> on this platform.</summary>
    public Task<ProgramRun> Build(params string[] arguments) => Build([], arguments);

    public Task<ProgramRun> Build((string Name, string Value)[] variables, params string[] arguments) =>
        Run(variables, HostUnderTest.Script, [$"--platform-root={Root}", .. arguments]);

    /// <summary>Runs a program in the platform repository.</summary>
    public async Task<ProgramRun> Run((string Name, string Value)[] variables, string program, params string[] arguments)
    {
        await HostUnderTest.ReadyAsync();
        return await ProgramRun.In(Root,
            Environment.Concat(variables.Select(variable => KeyValuePair.Create(variable.Name, variable.Value))), program, arguments);
    }

    /// <summary>How to start a program in the platform repository, in the environment of its runs.</summary>
    public async Task<ProcessStartInfo> StartInfoAsync(string program, params string[] arguments)
    {
        await HostUnderTest.ReadyAsync();
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = Root };
        start.Environment.Clear();
        foreach ((string name, string value) in Environment) start.Environment[name] = value;
        return start;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private void StubScript(string path) => Write(path, Call.Script(System.IO.Path.GetFileName(path), Folder));

    private string[] Names(params string[] folder)
    {
        string path = System.IO.Path.Combine([Root, .. folder]);
        return Directory.Exists(path)
            ? [.. Directory.GetFiles(path).Select(file => System.IO.Path.GetFileName(file)).Order(StringComparer.Ordinal)]
            : [];
    }
}
