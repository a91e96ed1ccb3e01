using BuildTiming.Handoffs;
using BuildTiming.Registry;
using BuildTiming.Rows;

namespace Timing.Tests.Handoffs;

/// <summary>Anybody who may push can push a handoff: one that is not exactly well-formed stays where it is, and the others go on.</summary>
public sealed class BadHandoffTests : IDisposable
{
    private const string Nine = "start_time_utc,end_time_utc,phase,env,build_id,duration_seconds,exit_code,flags,log_path";

    private static readonly string Good = HandoffScene.File(5);
    private static readonly string Line = HandoffScene.Line(5);

    private static readonly (string Mode, string Path, string Reason)[] Strangers =
    [
        ("100644", "README.md", "it holds README.md, which is no file of the registry"),
        ("100644", ".github/workflows/other.yml", "it holds .github/workflows/other.yml, "),
        ("100644", "environments/development/old/build_timings.csv", "it holds environments/development/old, "),
        ("100644", "environments/development/latest/other.csv", "it holds environments/development/latest/other.csv, "),
        ("100644", "environments/Development/latest/build_timings.csv", "it holds environments/Development, "),
        ("100644", "environments/-x/latest/build_timings.csv", "it holds environments/-x, "),
        ("100644", "environments/a\u001b[31m/latest/build_timings.csv", "it holds environments/a [31m, "),
        ("100644", "environments/development/latest/build_timings.csv/x", "is not a plain file"),
        ("100755", "environments/staging/latest/build_timings.csv", "is not a plain file"),
        ("120000", "environments/staging/latest/build_timings.csv", "is not a plain file"),
        ("120000", "environments/staging", "it holds environments/staging, "),
        ("120000", "environments", "it holds environments, "),
    ];

    private static readonly (string Content, string Reason)[] Contents =
    [
        ("", "does not end with a line break"),
        (TimingCsv.Header + "\n", "it holds no rows"),
        (Line + "\n", "does not start with the header"),
        (Good[..^1], "does not end with a line break"),
        (Good + "\n", "line 3: The line is not a row of 12 well-formed fields"),
        (Good.Replace("\n", "\r\n"), "does not start with the header"),
        ($"{TimingCsv.Header}\n{Line}\r\n", "line 2: "),
        ($"\uFEFF{Good}", "does not start with the header"),
        (Good.Replace("apply", "ap\0ly"), "line 2: The line is not a well-formed row: phase holds U+0000"),
        (Good.Replace(",5,0,", ",05,0,"), "line 2: "),
        (Good.Replace("apply-persistent,", "\"apply-persistent\","), "line 2: "),
        (Good.Replace(",dev,", ",,"), "line 2: The line is not a well-formed row: env is empty"),
        (Good + TimingCsv.Header + "\n", "line 3: "),
        ($"{TimingCsv.Header}\n2026-01-24T14:43:27Z,2026-01-24T14:43:28Z,a,dev,persistent,1,0,,x.log\n", "line 2: "),
        ($"{Nine}\n2026-01-24T14:43:27Z,2026-01-24T14:43:28Z,a,dev,persistent,1,0,,x.log\n", "does not start with the header"),
        (Good.Replace(",dev,", ",staging,"), "line 2: environment 'staging' does not belong into the folder 'development'"),
        (Good.Replace(",apply-", ",=apply-"),
            "line 2: The line is not a well-formed row: phase starts with '=', by which a spreadsheet takes it for a formula"),
        (Good.Replace(",persistent,", ",@SUM(A1),"), "line 2: The line is not a well-formed row: build_id starts with '@'"),
        (Good.Replace(",REGION=", ",+REGION="), "line 2: The line is not a well-formed row: flags starts with '+'"),
        (Good.Replace(",logs/", ",-2+3/"), "line 2: The line is not a well-formed row: log_path starts with '-'"),
        (Good.Replace(",logs/", ",\uFF1D1/"), "line 2: The line is not a well-formed row: log_path starts with '"),
        (Good + new string('x', 2 << 20) + "\n", "is too large: a handoff has 1 MiB at most"),
    ];

    private static readonly (string Path, string Content, string Reason)[] Steps =
    [
        ("development", "", "does not end with a line break"),
        ("development", HandoffScene.StepFile(5)[..^1], "does not end with a line break"),
        ("development", Good, "build_timing_steps.csv does not start with the header"),
        ("development", HandoffScene.StepFile(5) + "x\n", "line 3: The line is no step: 1 fields: steps have 10"),
        ("development", HandoffScene.StepFile(5).Replace(",resource,", ",thing,"), "line 2: The line is no step: kind is not stage, "),
        ("development", HandoffScene.StepFile(5).Replace("\"aws", "\"=aws"), "line 2: The line is not written as a step is written"),
        ("development", HandoffScene.StepFile(5).Replace("43:27Z", "43:28Z"), "line 2: The step belongs to no row of the handoff"),
        ("staging", HandoffScene.StepFile(5), "line 2: The step belongs to no row of the handoff"),
    ];

    private readonly HandoffScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    [Trait("Turn", "b")]
    public async Task Files_that_are_not_exactly_well_formed()
    {
        for (int i = 0; i < Contents.Length; i++) _scene.Put(100 + i, ("100644", GitSandbox.Csv, Contents[i].Content));
        await LeftAsync([.. Contents.Select((bad, i) => (HandoffScene.Name(100 + i), bad.Reason))]);
    }

    [Fact]
    [Trait("Turn", "a")]
    public async Task Steps_that_are_not_exactly_well_formed_or_of_another_handoff()
    {
        for (int i = 0; i < Steps.Length; i++)
        {
            _scene.Put(100 + i,
                ("100644", GitSandbox.Csv, Good), ("100644", RegistryPath.StepsOf(Steps[i].Path), Steps[i].Content));
        }

        _scene.Put(200, ("100644", RegistryPath.StepsOf("development"), HandoffScene.StepFile(5)));
        await LeftAsync(
            [.. Steps.Select((bad, i) => (HandoffScene.Name(100 + i), bad.Reason)), (HandoffScene.Name(200), "it holds no rows")]);
    }

    [Fact]
    [Trait("Turn", "b")]
    public async Task Something_that_a_handoff_does_not_hold()
    {
        for (int i = 0; i < Strangers.Length; i++)
            _scene.Put(100 + i, ("100644", GitSandbox.Csv, Good), (Strangers[i].Mode, Strangers[i].Path, Good));
        await LeftAsync([.. Strangers.Select((bad, i) => (HandoffScene.Name(100 + i), bad.Reason))]);
    }

    [Fact]
    public async Task A_submodule()
    {
        _scene.Put(5, ("160000", GitSandbox.Csv, new string('1', 40)));
        await LeftAsync("is not a plain file");
    }

    [Fact]
    public async Task A_folder_that_leads_upwards()
    {
        string blob = _scene.MakeBlob(Good);
        string latest = _scene.MakeTree($"040000 tree {_scene.MakeTree($"100644 blob {blob}\tbuild_timings.csv\n")}\tlatest\n");
        string up = _scene.MakeTree($"040000 tree {latest}\t..\n");
        _scene.PutTree(5, _scene.MakeTree($"040000 tree {up}\tenvironments\n"));
        await LeftAsync("it holds environments/.., which is no file of the registry");
    }

    [Fact]
    [Trait("Turn", "b")]
    public async Task An_empty_tree()
    {
        _scene.PutTree(5, _scene.MakeTree(""));
        await LeftAsync("it holds no rows");
    }

    [Fact]
    [Trait("Turn", "a")]
    public async Task A_huge_number_of_files_in_one_folder()
    {
        string latest =
            _scene.MakeTree($"040000 tree {_scene.MakeTree($"100644 blob {_scene.MakeBlob(Good)}\tbuild_timings.csv\n")}\tlatest\n");
        string all = _scene.MakeTree(string.Concat(Enumerable.Range(1, 3_000).Select(number => $"040000 tree {latest}\te{number}\n")));
        _scene.PutTree(5, _scene.MakeTree($"040000 tree {all}\tenvironments\n"));
        await LeftAsync("it holds too many files");
    }

    [Fact]
    [Trait("Form", "long")]
    public async Task A_few_bytes_that_name_more_files_than_fit_into_memory()
    {
        string tree = _scene.MakeTree($"100644 blob {_scene.MakeBlob(Good)}\tf\n");
        for (int depth = 0; depth < 20; depth++)
            tree = _scene.MakeTree(string.Concat(Enumerable.Range(0, 10).Select(name => $"040000 tree {tree}\t{name}\n")));
        _scene.PutTree(5, tree);
        await LeftAsync("it holds 0, which is no file of the registry");
    }

    [Fact]
    [Trait("Turn", "a")]
    public async Task Names_that_end_in_no_run_id()
    {
        string[] names =
            ["timing-handoff/20260124T144327Z-00000000000000AB", "timing-handoff/20260124T144327Z-0000000000000005/more",
                "timing-handoff/my-rows"];
        foreach (string name in names) _scene.PutAt("refs/heads/" + name, ("100644", GitSandbox.Csv, Good));
        await LeftAsync([.. names.Order(StringComparer.Ordinal).Select(name => (name, "its name ends in no run id"))]);
    }

    [Fact]
    [Trait("Turn", "b")]
    public async Task Names_that_are_not_in_UTF_8()
    {
        string commit = _scene.Put(5, ("100644", GitSandbox.Csv, Good));
        _scene.Sandbox.Git(_scene.Sandbox.Remote, "update-ref", "-d", "refs/heads/" + HandoffScene.Name(5));
        string update = $"git --git-dir={_scene.Sandbox.Remote} update-ref \"refs/heads/timing-handoff/$(printf $byte)\" {commit}";
        // Packed: the runtime cannot delete a file of such a name after the test.
        string script = _scene.Sandbox.Script("unreadable",
            $"for byte in '\\376' '\\377'; do {update}; done; git --git-dir={_scene.Sandbox.Remote} pack-refs --all");
        _scene.Sandbox.Git(_scene.Sandbox.Remote, "-c", "alias.run=!" + script, "run");
        await LeftAsync([("timing-handoff/\uFFFD", "its name ends in no run id")], remaining: 2);
    }

    private Task LeftAsync(string reason) => LeftAsync([(HandoffScene.Name(5), reason)]);

    private async Task LeftAsync((string Name, string Reason)[] expected, int? remaining = null)
    {
        _scene.Wait(1, 9);

        HandoffReport report = await _scene.MergeAsync();

        Assert.Equal(("", 2), (report.Reason, report.Rows));
        Assert.Equal(expected.Select(bad => bad.Name), report.Left.Select(left => left.Name));
        Assert.All(expected.Zip(report.Left), pair => Assert.Contains(pair.First.Reason, pair.Second.Reason, StringComparison.Ordinal));
        Assert.Equal(remaining ?? expected.Length, _scene.Waiting().Length);
        Assert.Equal([TimingCsv.Header, HandoffScene.Line(1), HandoffScene.Line(9)], _scene.Sandbox.Lines);
        Assert.Equal(GitSandbox.Csv, _scene.Sandbox.Git(_scene.Sandbox.Remote, "ls-tree", "-r", "--name-only", GitSandbox.Branch).Trim());
    }
}
