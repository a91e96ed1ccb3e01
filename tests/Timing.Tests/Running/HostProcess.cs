using System.Diagnostics;
using System.Globalization;
using BuildTiming.Processes;
using BuildTiming.Running;

namespace Timing.Tests.Running;

/// <summary>A host in a process of its own (tests/TestHost) that runs a bash script and can be sent signals.</summary>
internal sealed class HostProcess : IAsyncDisposable
{
    /// <summary>Nothing takes as long, however busy the machine: whoever does, hangs.</summary>
    public static readonly TimeSpan Bound = TimeSpan.FromMinutes(4);

    // Each member of a tree: says what signals it gets, and lives until it is let go.
    private const string Member = """
        exec 3>&2 2>/dev/null
        for signal in INT TERM HUP QUIT; do trap "echo '<$1 has $signal>' >&3" $signal; done
        mkfifo "$1.fifo"
        echo "<$1 is ready>" >&3
        until read -r _ < "$1.fifo"; do :; done
        echo "<$1 ends>" >&3
        """;

    // Tests that were started by nohup ignore the hangup, and whatever they start would do so too.
    private static readonly string[] WithDefaultHangup =
        OperatingSystem.IsLinux() && ProcessTable.Ignores(Environment.ProcessId, NativeProcesses.Hangup)
        ? ["env", "--default-signal=HUP"]
        : [];

    private readonly TemporaryFolder _root = new();
    private readonly Process _process;
    private readonly OutputPump _pump;

    /// <summary>Runs the script's text; the wrapper starts the host, for example <c>setsid</c>.</summary>
    public HostProcess(string script, params string[] wrapper)
        : this(script, [], wrapper)
    {
    }

    /// <summary>Runs the script's text beside these files.</summary>
    public HostProcess(string script, Dictionary<string, string> files, params string[] wrapper)
    {
        foreach ((string name, string text) in files) File.WriteAllText(_root[name], text);
        File.WriteAllText(_root["member.sh"], Member);
        File.WriteAllText(_root["main.sh"], script);
        string host = Path.Combine(AppContext.BaseDirectory.Replace("Timing.Tests", "TestHost"), "TestHost.dll");
        File.WriteAllText(_root["host.sh"], $"exec dotnet '{host}' '{_root.Path}' bash main.sh\n");
        string[] line = [.. WithDefaultHangup, .. wrapper, "bash", _root["host.sh"]];
        _process = new()
        {
            StartInfo =
                new(line[0], line[1..]) { RedirectStandardInput = true, RedirectStandardOutput = true, WorkingDirectory = _root.Path },
        };
        _process.StartInfo.Environment["CHECKPOINT_DISABLE"] = "1";
        _process.Start();
        _pump = new OutputPump(_process.StandardOutput.BaseStream, new OutputFanOut([Output]));
        _pump.Start();
    }

    /// <summary>A terminal around the host: what is typed into it reaches the foreground group.</summary>
    public static HostProcess InTerminal(string script, Dictionary<string, string>? files = null) =>
        new(script, files ?? [], "sh", "-c", "exec script -qefc \"exec $0 $1\" /dev/null");

    public Recorder Output { get; } = new();

    public string this[string name] => _root[name];

    public string Log => File.ReadAllText(Directory.GetFiles(_root["logs", "build-timings"], "*.log").Single());

    public string Report => File.ReadAllText(_root["report"]);

    public async Task<int> IdAsync()
    {
        await Output.SeeAsync("host: pid=");
        await Output.SeeAsync("is ready");
        string text = Output.Text[(Output.Text.IndexOf("host: pid=", StringComparison.Ordinal) + 10)..];
        return int.Parse(string.Concat(text.TakeWhile(char.IsAsciiDigit)), CultureInfo.InvariantCulture);
    }

    /// <summary>Waits for a text in the log: where the terminal is gone.</summary>
    public async Task SeeInLogAsync(string text)
    {
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var watcher = new FileSystemWatcher(_root["logs", "build-timings"], "*.log");
        watcher.Changed += (_, _) => Look();
        watcher.EnableRaisingEvents = true;
        Look();
        await seen.Task.WaitAsync(Bound, TimeProvider.System);

        void Look()
        {
            if (Log.Contains(text, StringComparison.Ordinal)) seen.TrySetResult();
        }
    }

    public async Task SendAsync(int signal) => NativeProcesses.Send(await IdAsync(), signal);

    public void Type(string text)
    {
        _process.StandardInput.Write(text);
        _process.StandardInput.Flush();
    }

    /// <summary>The terminal goes away.</summary>
    public void HangUp() => _process.Kill();

    public Task LetGoAsync(string member) => File.WriteAllTextAsync(_root[$"{member}.fifo"], "go\n").WaitAsync(Bound, TimeProvider.System);

    /// <summary>Waits for the host's end, also when it was wrapped; its exit code.</summary>
    /// <param name="withOutput">Whether also for that of everybody who could still print.</param>
    public async Task<int> EndAsync(bool withOutput = true)
    {
        await _process.WaitForExitAsync().WaitAsync(Bound, TimeProvider.System);
        if (withOutput) await _pump.Ended.WaitAsync(Bound, TimeProvider.System);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _root.Dispose();
    }
}
