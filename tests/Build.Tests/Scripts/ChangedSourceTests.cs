using Build.Tests.Programs;
using Tests.Shared.Facts;

namespace Build.Tests.Scripts;

/// <summary><c>build.sh</c> compiles the host when a source has changed, and at no other time.</summary>
public sealed class ChangedSourceTests : IDisposable
{
    private readonly ScriptCopy _copy = new();

    public void Dispose() => _copy.Dispose();

    [Fact]
    public async Task It_compiles_once_says_so_in_one_line_and_is_silent_until_a_source_changes()
    {
        ProgramRun first = await _copy.Run();
        ProgramRun second = await _copy.Run();
        _copy.ChangeSource();
        ProgramRun third = await _copy.Run();

        Assert.Equal([ScriptCopy.Compiling, "", ScriptCopy.Compiling], [first.Error, second.Error, third.Error]);
        Assert.Equal(2, _copy.Compilations);
    }

    [SampledTheory]
    [InlineData("build/Program.cs")]
    [InlineData("src/new.cs")]
    [InlineData("Directory.Packages.props")]
    [InlineData("global.json")]
    public async Task Every_source_counts_also_a_new_one(string source)
    {
        await _copy.Run();
        string path = Path.Combine(_copy.Root, source);
        await File.WriteAllTextAsync(path, "// changed");
        File.SetLastWriteTimeUtc(path, new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));

        Assert.Equal(ScriptCopy.Compiling, (await _copy.Run()).Error);
    }

    [Fact]
    public async Task Another_branch_and_back_again_compiles_nothing_and_neither_do_new_time_stamps()
    {
        _copy.Write("build/Program.cs", "// one");
        ProgramRun one = await _copy.Run();
        _copy.Write("build/Program.cs", "// two");
        _copy.Write("src/added.cs", "");
        await _copy.Run();
        _copy.Write("build/Program.cs", "// one");
        File.Delete(Path.Combine(_copy.Root, "src/added.cs"));
        ProgramRun back = await _copy.Run();
        File.SetLastWriteTimeUtc(Path.Combine(_copy.Root, "build/Program.cs"), TimeProvider.System.GetUtcNow().AddMinutes(1).UtcDateTime);
        ProgramRun touched = await _copy.Run();

        Assert.Equal(["", ""], [back.Error, touched.Error]);
        Assert.Equal(2, _copy.Compilations);
        Assert.Equal([.. HostsOf(one)], HostsOf(back).Concat(HostsOf(touched)).Distinct());
    }

    [Fact]
    public async Task A_source_that_takes_anothers_place_with_its_size_and_its_time_is_seen()
    {
        var time = new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        _copy.Write("build/Program.cs", "// one");
        File.SetLastWriteTimeUtc(Path.Combine(_copy.Root, "build/Program.cs"), time);
        await _copy.Run();
        _copy.Write("build/Program.cs", "// two");
        File.SetLastWriteTimeUtc(Path.Combine(_copy.Root, "build/Program.cs"), time);

        Assert.Equal(ScriptCopy.Compiling, (await _copy.Run()).Error);
    }

    [Fact]
    public async Task A_source_that_changes_while_it_is_compiled_is_compiled_again()
    {
        _copy.StubDotnet(compile: "echo '// edited' >build/Program.cs");
        await _copy.Run();
        _copy.StubDotnet();
        ProgramRun edited = await _copy.Run();
        _copy.Write("build/Program.cs", "");
        ProgramRun original = await _copy.Run();

        Assert.Equal([ScriptCopy.Compiling, ScriptCopy.Compiling], [edited.Error, original.Error]);
    }

    private static string[] HostsOf(ProgramRun run) =>
        [.. run.Output.Split('\n').Where(line => line.Contains("/Build.dll", StringComparison.Ordinal))];
}
