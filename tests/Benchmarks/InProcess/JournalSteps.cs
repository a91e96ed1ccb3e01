using BenchmarkDotNet.Attributes;
using Benchmarks.Repositories;
using BuildTiming.Journal;
using Tests.Shared.Files;

namespace Benchmarks.InProcess;

/// <summary>The journal's steps for one phase.</summary>
public class JournalSteps
{
    private static readonly byte[] Content = new byte[1024];
    private TemporaryFolder _folder = null!;
    private PhaseJournal _journal = null!;

    [GlobalSetup]
    public void Create()
    {
        _folder = new TemporaryFolder();
        _journal = new PhaseJournal(_folder["journal"]);
    }

    [GlobalCleanup]
    public void Delete() => _folder.Dispose();

    [Benchmark]
    public void Journal()
    {
        JournalEntry finished = Recorder.Finish(_journal);
        _journal.Delete(_journal.Attempted(finished, new Attempt("origin", "refs/heads/governance-registry", [new string('a', 40)], null)));
    }

    [Benchmark(Baseline = true)]
    public void Files()
    {
        for (int step = 0; step < 3; step++)
        {
            using var file = new FileStream(_folder["file"], FileMode.Create);
            file.Write(Content);
            file.Flush(flushToDisk: true);
        }
    }
}
