using System.Globalization;
using System.Text;
using BuildTiming.Handoffs;
using BuildTiming.Merging;
using BuildTiming.Model;
using BuildTiming.Publishing;
using BuildTiming.Rows;
using Timing.Tests.Git;
using Timing.Tests.Journal;
using Timing.Tests.Publishing;

namespace Timing.Tests.Handoffs;

/// <summary>Handoffs that wait on a remote, written there without any of this library's own code.</summary>
internal sealed class HandoffScene : IDisposable
{
    public const string Prefix = "refs/heads/timing-handoff/";

    private static readonly TimeProvider Clock = new HurryingClock();

    public HandoffScene(string objectFormat = "sha1") => Sandbox = new GitSandbox(objectFormat);

    public GitSandbox Sandbox { get; }

    public TestRepository Clone => field ??= Sandbox.Clone();

    public static string Name(int number) => $"timing-handoff/20260124T144327Z-{number:x16}";

    public static string Run(int number) => Name(number)["timing-handoff/".Length..];

    /// <summary>The row of a handoff: it lasts as many seconds as its number says.</summary>
    public static TimingRow Row(int number, string env = "dev") =>
        (Sample.Start(Run(number)) with { Env = env }).Finish(number, 0, new ResourceCounts(1, 2, 3));

    public static string Line(int number, string env = "dev") => TimingCsv.FormatLine(Row(number, env));

    /// <summary>The file of a handoff with the rows of the numbers.</summary>
    public static string File(params int[] rows) =>
        string.Concat(rows.Select(number => Line(number) + "\n").Prepend(TimingCsv.Header + "\n"));

    /// <summary>The file of steps of a handoff: one step for each row of the numbers.</summary>
    public static string StepFile(params int[] rows) => string.Concat(
        rows.Select(number => StepCsv.FormatLine(Row(number), Sample.Resource(number)) + "\n").Prepend(StepCsv.Header + "\n"));

    public static string Csv(string folder) => $"environments/{folder}/latest/build_timings.csv";

    /// <summary>Handoffs of one row each, by one git process.</summary>
    public void Wait(params int[] numbers)
    {
        var stream = new StringBuilder();
        foreach (int number in numbers) Append(stream, "refs/heads/" + Name(number), ("100644", GitSandbox.Csv, File(number)));
        Feed(stream.ToString(), "fast-import", "--quiet", "--force", "--date-format=raw");
    }

    /// <summary>A handoff with given files.</summary>
    /// <returns>Its commit.</returns>
    public string Put(int number, params (string Mode, string Path, string Content)[] files) => PutAt("refs/heads/" + Name(number), files);

    /// <inheritdoc cref="Put"/>
    public string PutAt(string reference, params (string Mode, string Path, string Content)[] files)
    {
        var stream = new StringBuilder();
        Append(stream, reference, files);
        Feed(stream.ToString(), "fast-import", "--quiet", "--force", "--date-format=raw");
        return Sandbox.Git(Sandbox.Remote, "rev-parse", reference).Trim();
    }

    /// <summary>A handoff with a tree that is given as <c>git mktree</c> reads it.</summary>
    public void PutTree(int number, string tree) => Sandbox.Git(
        Sandbox.Remote, "update-ref", "refs/heads/" + Name(number), Sandbox.Git(Sandbox.Remote, "commit-tree", "-m", "handoff", tree)
        .Trim());

    public string MakeTree(string entries) => Feed(entries, "mktree", "--missing").Trim();

    public string MakeBlob(string content) => Feed(content, "hash-object", "-w", "--stdin").Trim();

    internal Task<HandoffReport> MergeAsync(
        TestRepository? repository = null, Func<string, string>? folderOf = null, BatchSize? size = null) =>
        new HandoffMerge((repository ?? Clone).Branch, Clock, folderOf) { Size = size ?? new BatchSize() }
        .RunAsync(TestRepository.Budget, CancellationToken.None);

    /// <summary>The names of the handoffs that are on the remote.</summary>
    public string[] Waiting() => [.. Sandbox.Refs(Prefix).Select(reference => reference["refs/heads/".Length..])];

    /// <summary>All that the remote has.</summary>
    public string RemoteState() => Sandbox.Git(Sandbox.Remote, "for-each-ref");

    public int Commits() => int.Parse(Sandbox.Git(Sandbox.Remote, "rev-list", "--count", GitSandbox.Branch), CultureInfo.InvariantCulture);

    public void Dispose() => Sandbox.Dispose();

    private static void Append(StringBuilder stream, string reference, params (string Mode, string Path, string Content)[] files)
    {
        stream.Append(CultureInfo.InvariantCulture, $"commit {reference}\ncommitter A <a@example.org> 1769265807 +0000\ndata 7\nhandoff\n");
        foreach ((string mode, string path, string content) in files)
        {
            if (mode == "160000") stream.Append(CultureInfo.InvariantCulture, $"M {mode} {content} {path}\n");
            else stream.Append(CultureInfo.InvariantCulture,
                $"M {mode} inline {path}\ndata {Encoding.UTF8.GetByteCount(content)}\n{content}\n");
        }
    }

    private string Feed(string input, params string[] arguments) => Sandbox.Feed(Sandbox.Remote, input, arguments);
}
