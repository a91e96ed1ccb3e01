using BuildTiming.Journal;
using BuildTiming.Phases;
using BuildTiming.Running;

namespace Timing.Tests.Phases;

/// <summary>A recorder in a folder of its own, with a journal and a clock that stands.</summary>
internal sealed class PhaseScene : IDisposable
{
    public static readonly PhaseDeclaration Declaration = new("apply-persistent", "dev", "development", "REGION=eu-west-2");

    public PhaseScene()
    {
        Journal = new PhaseJournal(Folder["journal"]);
        Recorder = RecorderOf(Journal);
    }

    public TemporaryFolder Folder { get; } = new();

    public FakeClock Clock { get; } = new();

    public List<string> Warnings { get; } = [];

    public PhaseJournal Journal { get; }

    public PhaseRecorder Recorder { get; }

    public void Dispose() => Folder.Dispose();

    public PhaseRecorder RecorderOf(PhaseJournal? journal, params IPhaseObserver[] observers) =>
        new(Folder.Path, new Lazy<PhaseJournal?>(journal), new ProcessTee(Clock), Clock, Warnings.Add) { Observers = observers };

    public PhaseCommand Bash(string script) => new() { Program = "bash", Arguments = ["-c", script], WorkingDirectory = Folder.Path };
}
