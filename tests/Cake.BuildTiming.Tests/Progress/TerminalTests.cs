using Tests.Shared.Facts;
using Tests.Shared.Git;
using Tests.Shared.Terminals;

namespace Cake.BuildTiming.Tests.Progress;

/// <summary>The bar on the screen of a real terminal emulator, beside a phase that a test lets go on step by step.</summary>
public sealed class TerminalTests : IDisposable
{
    // Waits until the test lets it go on.
    private const string Functions = "go() { until read -r _ < go; do :; done; }\nmkfifo go\n";

    private readonly GitSandbox _sandbox = new();
    private readonly string _clone;
    private readonly TmuxTerminal _terminal;

    public TerminalTests()
    {
        _clone = _sandbox.CloneTo("clone");
        _terminal = new TmuxTerminal(_clone, new Dictionary<string, string?>(_sandbox.Environment)
        {
            ["DOTNET_TieredPGO"] = "0",
            ["NO_COLOR"] = null,
        });
    }

    public void Dispose()
    {
        _terminal.Dispose();
        _sandbox.Dispose();
    }

    [TmuxFact]
    public async Task It_stays_in_the_last_line_while_the_output_scrolls_and_leaves_a_whole_screen()
    {
        await StartAsync("for i in {1..40}; do echo \"line $i\"; done; go; for i in {41..80}; do echo \"line $i\"; done; go; echo end");

        await SeeBarAsync();
        Assert.Equal("line 40", LastOutput(_terminal.Screen));
        Assert.Equal("0-22", _terminal.Region);
        Assert.StartsWith("scripted", _terminal.Title, StringComparison.Ordinal);
        await GoAsync();
        await _terminal.SeeAsync(screen => LastOutput(screen) == "line 80" && IsBar(screen[^1]));
        await GoAsync();
        await SeeEndAsync();
        Assert.Equal(
            Enumerable.Range(1, 80).Select(number => $"line {number}").Append("end"),
            _terminal.History.Where(line => line.StartsWith("line ", StringComparison.Ordinal) || line == "end"));
        string[] log = File.ReadAllLines(Directory.GetFiles(Path.Combine(_clone, "logs", "build-timings"), "*.log").Single());
        Assert.Equal(Enumerable.Range(1, 80).Select(number => $"line {number}").Append("end"), log[1..^1]);
    }

    [TmuxFact]
    public async Task It_follows_every_size_and_a_failure_leaves_a_whole_screen()
    {
        await StartAsync("for i in {1..40}; do echo \"line $i\"; done; go; echo one; go; echo two; go; echo three; go; exit 3");
        await SeeBarAsync();
        foreach ((int lines, int columns, string said) in new[] { (30, 100, "one"), (15, 50, "two"), (24, 40, "three") })
        {
            _terminal.Resize(lines, columns);
            // The line may have come to the right place by itself, but then everything scrolls.
            await _terminal.SeeAsync(screen => screen.Length == lines && IsBar(screen[^1]) && _terminal.Region == $"0-{lines - 2}");
            await GoAsync();
            await _terminal.SeeAsync(screen => LastOutput(screen) == said && IsBar(screen[^1]) && screen.Count(IsBar) == 1);
        }

        _terminal.Resize(8, 40);
        await _terminal.SeeAsync(screen => screen.Length == 8 && !screen.Any(IsBar));
        _terminal.Resize(24, 80);
        await _terminal.SeeAsync(screen => screen.Length == 24 && IsBar(screen[^1]));
        await GoAsync();
        await SeeEndAsync();
    }

    [TmuxFact]
    public async Task A_prompt_is_typed_above_it_and_programs_that_fill_the_screen_or_read_keys_have_all_of_it()
    {
        await StartAsync("""
            printf 'Enter a value: '; read -r value; echo "got <$value>"
            printf '\e[?1049h\e[HA program\e[24;1Hits last line'; go; printf '\e[?1049l'; echo back; go
            stty -icanon < /dev/tty; printf '\e[?25l'; go; printf '\e[?25h'; stty icanon < /dev/tty; go; echo end
            """);
        await SeeBarAsync();
        string before = _terminal.LastLine;
        await _terminal.SeeAsync(screen => IsBar(screen[^1]) && screen[^1] != before);
        _terminal.Type("yes");
        await _terminal.SeeAsync("Enter a value: yes");
        before = _terminal.LastLine;
        await _terminal.SeeAsync(screen => IsBar(screen[^1]) && screen[^1] != before);
        _terminal.Type("Enter");

        await _terminal.SeeAsync(screen => screen[0] == "A program" && screen[^1] == "its last line");
        Assert.Equal("0-23", _terminal.Region);
        await GoAsync();
        await _terminal.SeeAsync(screen => screen.Contains("got <yes>") && screen.Contains("back") && IsBar(screen[^1]));
        Assert.Equal("0-22", _terminal.Region);

        await GoAsync();
        await _terminal.SeeAsync(screen => !screen.Any(IsBar));
        Assert.Equal("0-23", _terminal.Region);
        await GoAsync();
        await SeeBarAsync();
        await GoAsync();
        await SeeEndAsync();
        Assert.Contains("Enter a value: yes", _terminal.History);
    }

    [TmuxFact]
    public async Task Stopped_by_Ctrl_Z_it_gives_the_terminal_to_the_shell_and_fg_brings_it_back()
    {
        await StartAsync("trap 'echo continued' CONT; echo begun; go; echo end");
        await SeeBarAsync();
        _terminal.Type("C-z");
        await _terminal.SeePromptAsync();
        Assert.Equal("0-23", _terminal.Region);
        Assert.DoesNotContain(_terminal.Screen, IsBar);
        _terminal.Type("stty tostop; bg; echo $((40 + 2))", "Enter");
        await _terminal.SeeAsync("42");
        _terminal.Type("fg", "Enter");
        await SeeBarAsync();
        _terminal.Type("C-z");
        await _terminal.SeePromptAsync();
        _terminal.Type("fg", "Enter");
        await SeeBarAsync();
        await GoAsync();
        await SeeEndAsync();
    }

    [TmuxFact]
    public async Task Ctrl_C_leaves_a_whole_screen()
    {
        await StartAsync("trap 'echo stops; exit 5' INT; echo begun; for (( ; ; )); do go; done");
        await SeeBarAsync();
        _terminal.Type("C-c");
        await SeeEndAsync();
        Assert.Contains(_terminal.History, line => line.EndsWith("stops", StringComparison.Ordinal));
    }

    private static bool IsBar(string line) => line.StartsWith(" scripted ", StringComparison.Ordinal);

    // Between it and the bar stands the cursor.
    private static string LastOutput(string[] screen) => screen[..^1].Last(line => line.Length > 0);

    private async Task StartAsync(string script)
    {
        File.WriteAllText(Path.Combine(_clone, "script.sh"), Functions + script);
        string host = Path.Combine(AppContext.BaseDirectory.Replace("Cake.BuildTiming.Tests", "TimedHost"), "TimedHost.dll");
        File.WriteAllText(Path.Combine(_clone, "run"), $"exec dotnet '{host}' --target=Scripted --script=script.sh --bar\n");
        await _terminal.SeePromptAsync();
        _terminal.Type("bash run", "Enter");
    }

    private Task GoAsync() =>
        File.WriteAllTextAsync(Path.Combine(_clone, "go"), "go\n").WaitAsync(TmuxTerminal.Bound, TimeProvider.System);

    private Task SeeBarAsync() => _terminal.SeeAsync(screen => IsBar(screen[^1]));

    // The shell has the whole screen again, and nothing of the bar is left on it, nor above.
    private async Task SeeEndAsync()
    {
        await _terminal.SeePromptAsync();
        Assert.Equal("0-23", _terminal.Region);
        Assert.DoesNotContain(_terminal.History, IsBar);
        Assert.DoesNotContain("scripted", _terminal.Title);
    }
}
