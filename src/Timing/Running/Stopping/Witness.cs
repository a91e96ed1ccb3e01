using System.Diagnostics;
using BuildTiming.Processes;

namespace BuildTiming.Running.Stopping;

/// <summary>A tiny process in our own process group that tells whether a signal came to the whole group or to this process alone.</summary>
/// <remarks>
/// The kernel says so to a raw signal handler only, and not at all for <c>kill -INT -- -group</c>. On Linux the witness has the signals
/// blocked: they stay pending, in plain sight in <c>/proc</c>, even where the parent had them ignored. Elsewhere they end it. It is started
/// just after the command, so that what reached the witness has reached the command. It ends with its standard input, thus with us.
/// When this process ends without a word, killed, the witness is its <see cref="Heir"/>.
/// </remarks>
internal sealed class Witness(Heir heir) : IDisposable
{
    private static readonly TimeSpan Bound = TimeSpan.FromMilliseconds(100);

    private readonly Process _process = new()
    {
        StartInfo = heir.StartInfo(),
    };

    /// <summary>The witness's process, which is no part of the command.</summary>
    public int Id => _process.Id;

    /// <summary>Starts the witness of these signals.</summary>
    public void Start(ReadOnlySpan<int> signals)
    {
        if (OperatingSystem.IsLinux()) NativeProcesses.WithBlocked(signals, () => _process.Start());
        else _process.Start();
    }

    /// <summary>Whether a stop came to the group: it need not be the signal that this process is told of first, .NET may swap two.</summary>
    public bool HasReceivedStop() => OperatingSystem.IsLinux() ? ProcessTable.HasPending(Id) : _process.WaitForExit(Bound);

    /// <summary>Lets the witness go.</summary>
    public void Dispose()
    {
        heir.Dismiss(_process.StandardInput);
        _process.WaitForExit();
        _process.Dispose();
    }
}
