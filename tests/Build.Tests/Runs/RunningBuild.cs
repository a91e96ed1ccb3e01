using System.Diagnostics;
using System.Globalization;
using System.Text;
using Build.Tests.Programs;
using Tests.Shared.Programs;

namespace Build.Tests.Runs;

/// <summary>A run of <c>build.sh</c> that is under way: it can be watched, typed to, and sent signals.</summary>
internal sealed class RunningBuild : IAsyncDisposable
{
    // Tests that were started by nohup ignore the hangup, and whatever they start would do so too.
    private const string InTerminalScript = """
        heeding=; ! env --default-signal=HUP true 2>/dev/null || heeding='env --default-signal=HUP'
        exec $heeding "$0" -qefc 'echo "<pid=$$>"; exec "$BUILD" "$TARGET" --bootstrap-version=v4' /dev/null
        """;
    // Nothing takes as long, however busy the machine: whoever does, hangs.
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(4);

    private readonly Process _process;
    private readonly Task _reading;
    private readonly StringBuilder _text = new();
    private readonly List<(string Text, TaskCompletionSource Seen)> _awaited = [];

    private RunningBuild(Process process)
    {
        _process = process;
        _reading = Task.WhenAll(ReadAsync(process.StandardOutput), ReadAsync(process.StandardError));
    }

    /// <summary>What has been printed so far, standard error in between.</summary>
    public string Output
    {
        get
        {
            lock (_text) return _text.ToString();
        }
    }

    /// <summary>A run whose process is the test's own child.</summary>
    public static async Task<RunningBuild> StartAsync(Platform platform, string target, params string[] more) =>
        Start(await platform.StartInfoAsync(HostUnderTest.Script,
            [$"--platform-root={platform.Root}", target, "--bootstrap-version=v4", .. more]));

    /// <summary>A run in a terminal of its own: what is typed into it reaches the foreground group.</summary>
    public static async Task<RunningBuild> InTerminalAsync(Platform platform, string target)
    {
        ProcessStartInfo start = await platform.StartInfoAsync("/bin/sh", "-c", InTerminalScript, ProgramOnPath.Find("script")!);
        foreach ((string name, string value) in new[] { ("BUILD", HostUnderTest.Script), ("TARGET", target),
            ("PLATFORM_ROOT", platform.Root), ("SHELL", "/bin/sh") })
            start.Environment[name] = value;
        return Start(start);
    }

    /// <summary>The process that started as <c>build.sh</c>.</summary>
    public async Task<int> IdAsync()
    {
        if (_process.StartInfo.FileName == HostUnderTest.Script) return _process.Id;
        await SeeAsync("<pid=");
        await SeeAsync(">");
        return int.Parse(Output.Split("<pid=")[1].Split('>')[0], CultureInfo.InvariantCulture);
    }

    public Task SeeAsync(string text)
    {
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_text)
        {
            if (_text.ToString().Contains(text, StringComparison.Ordinal)) return Task.CompletedTask;
            _awaited.Add((text, seen));
        }

        return seen.Task.WaitAsync(Bound, TimeProvider.System);
    }

    /// <summary>Sends a signal to that process alone.</summary>
    public async Task SendAsync(string signal)
    {
        ProgramRun sent = await ProgramRun.Of("/", [], "bash", "-c", $"kill -{signal} {await IdAsync()}");
        Assert.True(sent.ExitCode == 0, sent.All);
    }

    public void Type(string text)
    {
        _process.StandardInput.Write(text);
        _process.StandardInput.Flush();
    }

    /// <summary>The terminal goes away; the end of the host is waited for.</summary>
    public async Task HangUpAsync()
    {
        using var host = Process.GetProcessById(await IdAsync());
        _process.Kill();
        await host.WaitForExitAsync().WaitAsync(Bound, TimeProvider.System);
    }

    /// <summary>Waits for the end; the exit code.</summary>
    public async Task<int> EndAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Bound, TimeProvider.System);
        await _reading.WaitAsync(Bound, TimeProvider.System);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static RunningBuild Start(ProcessStartInfo start)
    {
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        return new RunningBuild(Process.Start(start)!);
    }

    private async Task ReadAsync(StreamReader reader)
    {
        char[] buffer = new char[4096];
        int read;
        while ((read = await reader.ReadAsync(buffer)) > 0)
        {
            lock (_text)
            {
                _text.Append(buffer, 0, read);
                string text = _text.ToString();
                foreach ((string awaited, TaskCompletionSource seen) in _awaited)
                    if (text.Contains(awaited, StringComparison.Ordinal)) seen.TrySetResult();
            }
        }
    }
}
