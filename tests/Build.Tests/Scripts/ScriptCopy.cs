using Build.Tests.Programs;
using Build.Tests.Runs;

namespace Build.Tests.Scripts;

/// <summary>
/// A copy of <c>build.sh</c> beside sources that a stub of <c>dotnet</c> compiles at once: what the script decides, without a compiler.
/// </summary>
internal sealed class ScriptCopy : IDisposable
{
    /// <summary>What the script says when it compiles the host.</summary>
    public const string Compiling = "build.sh: compiling the build host (its sources have changed, or this is the first run) ...\n";

    private readonly string _tools;
    private int _changes;

    public ScriptCopy()
    {
        _tools = Tools.Link(Path.Combine(Folder, "tools"));
        File.Delete(Path.Combine(_tools, "dotnet"));
        foreach (string folder in new[] { "build", "src" }) Directory.CreateDirectory(Path.Combine(Root, folder));
        foreach (string file in new[] { "build/Program.cs", "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props",
            "global.json" })
            File.WriteAllText(Path.Combine(Root, file), "");
        File.Copy(HostUnderTest.Script, Path.Combine(Root, "build.sh"));
        StubDotnet();
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("script-").FullName;

    /// <summary>The repository, in a folder whose name needs quotes.</summary>
    public string Root => Path.Combine(Folder, "a repository; $(pwd)");

    public string Script => Path.Combine(Root, "build.sh");

    /// <summary>How often the host was compiled.</summary>
    public int Compilations =>
        File.Exists(Path.Combine(Folder, "compiled")) ? File.ReadAllLines(Path.Combine(Folder, "compiled")).Length : 0;

    /// <summary>The folders of compiled hosts.</summary>
    public string[] Hosts => Directory.GetDirectories(Path.Combine(Root, "artifacts", "host"));

    /// <summary>A source has another content from here on.</summary>
    public void ChangeSource() => Write("build/Program.cs", $"// {++_changes}");

    public void Write(string source, string text) => File.WriteAllText(Path.Combine(Root, source), text);

    public void Stub(string program, string script) => StubProgram.Write(_tools, program, script);

    public void RemoveDotnet() => File.Delete(Path.Combine(_tools, "dotnet"));

    /// <summary>A <c>dotnet</c> that compiles and runs as it is told.</summary>
    public void StubDotnet(string compile = "exit 0", string version = "exit 0") => Stub("dotnet", $$"""
        #!/usr/bin/env bash
        case $1 in
          --version) {{version}} ;;
          --list-sdks) echo '8.0.100 [/usr/share/dotnet/sdk]' ;;
          publish)
            echo publish >>'{{Folder}}/compiled'
            while [[ $1 != -o ]]; do shift; done
            mkdir -p "$2"; touch "$2/Build.dll"
            {{compile}} ;;
          *) printf 'process <%s>\n' "$$"; printf 'argument <%s>\n' "$@"; exit 7 ;;
        esac

        """);

    public Task<ProgramRun> Run(params string[] arguments) => RunFrom("/", "bash", [Script, .. arguments]);

    public Task<ProgramRun> RunFrom(string folder, string program, params string[] arguments) =>
        ProgramRun.In(folder, new Dictionary<string, string> { ["PATH"] = _tools, ["HOME"] = Folder }, program, arguments);

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
