using System.Diagnostics;
using System.Globalization;
using Tests.Shared.Files;

namespace Tests.Shared.Terminals;

/// <summary>A terminal with a shell in it, which a tmux of its own emulates: a test types, resizes it, and looks at its screen.</summary>
public sealed class TmuxTerminal : IDisposable
{
    /// <summary>What the shell says when it waits for a command.</summary>
    public const string Prompt = "shell>";

    private const string Configuration = """
        set -g status off
        set -g default-terminal tmux-256color
        set -g history-limit 5000

        """;

    /// <summary>Nothing takes as long, however busy the machine: what does, hangs.</summary>
    public static readonly TimeSpan Bound = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    private readonly TemporaryFolder _folder = new();
    private readonly IReadOnlyDictionary<string, string?> _environment;

    /// <summary>A shell in a folder, with variables beside those of the tests; null for one that is to be absent.</summary>
    public TmuxTerminal(string folder, IReadOnlyDictionary<string, string?> environment, int lines = 24, int columns = 80)
    {
        _environment = environment;
        File.WriteAllText(_folder["tmux.conf"], Configuration);
        File.WriteAllText(_folder["bashrc"], $"PS1='{Prompt} '; HISTFILE=; set -o emacs\n");
        Tmux("-f", _folder["tmux.conf"], "new-session", "-d", "-x", Number(columns), "-y", Number(lines), "-c", folder,
            $"exec bash --noprofile --rcfile '{_folder["bashrc"]}' -i");
    }

    /// <summary>The lines of the screen, without the blanks at their ends.</summary>
    public string[] Screen => Lines(Tmux("capture-pane", "-p"));

    /// <summary>The lines of the screen, and those before them that have scrolled off.</summary>
    public string[] History => Lines(Tmux("capture-pane", "-p", "-S", "-"));

    /// <summary>The last line of the screen.</summary>
    public string LastLine => Screen[^1];

    /// <summary>The lines that scroll, the first and the last, counted from 0.</summary>
    public string Region => Ask("#{scroll_region_upper}-#{scroll_region_lower}");

    /// <summary>The window's title.</summary>
    public string Title => Ask("#{pane_title}");

    /// <summary>Types keys, by tmux's names: <c>Enter</c>, <c>C-c</c>; what is none is typed as it stands.</summary>
    public void Type(params string[] keys) => Tmux(["send-keys", .. keys]);

    /// <summary>Has another size from now on.</summary>
    public void Resize(int lines, int columns) => Tmux("resize-window", "-x", Number(columns), "-y", Number(lines));

    /// <summary>Waits until the screen fulfils a condition.</summary>
    /// <exception cref="TimeoutException">It never does; says what stands on it.</exception>
    public async Task SeeAsync(Func<string[], bool> condition)
    {
        long start = TimeProvider.System.GetTimestamp();
        string[] screen;
        while (!condition(screen = Screen))
        {
            if (TimeProvider.System.GetElapsedTime(start) > Bound)
                throw new TimeoutException($"never seen; the screen is\n{string.Join('\n', screen)}\nregion {Region}");
            await Task.Delay(Interval, TimeProvider.System);
        }
    }

    /// <summary>Waits until a text stands on the screen.</summary>
    public Task SeeAsync(string text) => SeeAsync(screen => screen.Any(line => line.Contains(text, StringComparison.Ordinal)));

    /// <summary>Waits until the shell waits for a command.</summary>
    public Task SeePromptAsync() => SeeAsync(screen => screen.LastOrDefault(line => line.Length > 0) == Prompt);

    public void Dispose()
    {
        try
        {
            Tmux("kill-server");
        }
        finally
        {
            _folder.Dispose();
        }
    }

    private static string[] Lines(string screen) => [.. screen[..^1].Split('\n').Select(line => line.TrimEnd())];

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private string Ask(string format) => Tmux("display-message", "-p", format).TrimEnd();

    private string Tmux(params string[] arguments)
    {
        var start = new ProcessStartInfo("tmux", ["-u", "-S", _folder["socket"], .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string? value) in _environment) start.Environment[name] = value;
        start.Environment["LC_ALL"] = "C.UTF-8";
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"tmux {arguments[0]}: {error.GetAwaiter().GetResult()}");
    }
}
