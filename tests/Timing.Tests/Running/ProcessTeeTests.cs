using BuildTiming.Output;
using BuildTiming.Running;

namespace Timing.Tests.Running;

public sealed class ProcessTeeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ProcessTee _tee = new(TimeProvider.System);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Both_streams_arrive_merged_in_their_order()
    {
        var recorder = new Recorder();
        PhaseExit exit = await _tee.RunAsync(Bash("for i in $(seq 500); do echo out $i; echo err $i >&2; done"), recorder);
        Assert.Equal(string.Concat(Enumerable.Range(1, 500).Select(i => $"out {i}\nerr {i}\n")), recorder.Text);
        Assert.Equal(0, exit.ExitCode);
        Assert.Empty(exit.Warnings);
    }

    [Fact]
    [Trait("Turn", "a")]
    public async Task Bytes_that_are_no_text_pass_unchanged()
    {
        byte[] bytes = new byte[1_000_000];
        new Random(7).NextBytes(bytes);
        string file = _folder["bytes"];
        await File.WriteAllBytesAsync(file, bytes);
        Recorder first = new(), second = new();
        await _tee.RunAsync(Command("cat", file), first, second);
        Assert.Equal(bytes, first.Bytes);
        Assert.Equal(bytes, second.Bytes);
    }

    [Fact]
    public async Task A_prompt_without_a_line_break_shows_while_the_command_waits()
    {
        var recorder = new Recorder();
        string fifo = _folder["answer"];
        Task<PhaseExit> run =
            _tee.RunAsync(Bash("mkfifo \"$1\"; printf 'Enter a value: '; read answer < \"$1\"; echo \"got $answer\"", fifo), recorder);
        await recorder.SeeAsync("Enter a value: ");
        await File.WriteAllTextAsync(fifo, "yes\n");
        await run;
        Assert.Equal("Enter a value: got yes\n", recorder.Text);
    }

    [Theory]
    [InlineData("exit 0", 0)]
    [InlineData("exit 7", 7)]
    [InlineData("kill -KILL $$", 137)]
    [InlineData("kill -TERM $$", 143)]
    public async Task The_exit_code_is_the_commands_own(string script, int expected) =>
        Assert.Equal(expected, (await _tee.RunAsync(Bash(script))).ExitCode);

    [Theory]
    [InlineData("no-such-program", 127, "no-such-program: not found")]
    [InlineData("./no-executable", 126, "no-executable: Permission denied")]
    [InlineData("./", 126, "Is a directory")]
    public async Task A_program_that_cannot_start_says_so(string program, int expected, string message)
    {
        await File.WriteAllTextAsync(_folder["no-executable"], "text");
        var recorder = new Recorder();
        Assert.Equal(expected, (await _tee.RunAsync(Command(program), recorder)).ExitCode);
        Assert.Contains(message, recorder.Text);
    }

    [Fact]
    public async Task Arguments_folder_and_environment_arrive_as_they_are()
    {
        var recorder = new Recorder();
        string[] arguments = ["a b", "", "$HOME", "'", "\"", "*", "-n", "ü\n;"];
        await _tee.RunAsync(
            Bash("printf '<%s>' \"$@\" \"$PWD\"; printenv TF_VAR_node-count; printenv X", arguments) with
            {
                Environment = new Dictionary<string, string> { ["TF_VAR_node-count"] = "3", ["X"] = "1 $Y" },
            },
            recorder);
        Assert.Equal(string.Concat(arguments.Append(_folder.Path).Select(word => $"<{word}>")) + "3\n1 $Y\n", recorder.Text);
    }

    [Fact]
    public async Task A_broken_pipe_inside_the_command_ends_its_writer_silently()
    {
        var recorder = new Recorder();
        await _tee.RunAsync(Bash("yes | head -1; echo ${PIPESTATUS[0]}"), recorder);
        Assert.Equal("y\n141\n", recorder.Text);
    }

    [Fact]
    public async Task A_target_that_fails_disturbs_neither_the_command_nor_the_others()
    {
        var recorder = new Recorder();
        PhaseExit exit = await _tee.RunAsync(Bash("echo one; echo two; seq 100000 | tail -1; exit 5"), new FullDisk(), recorder);
        Assert.Equal("one\ntwo\n100000\n", recorder.Text);
        Assert.Equal(5, exit.ExitCode);
        string warning = Assert.Single(exit.Warnings);
        Assert.Equal("The output could not be written to a full disk any more: No space left on device", warning);
    }

    [Fact]
    public async Task A_program_left_in_the_background_does_not_hold_the_run()
    {
        var recorder = new Recorder();
        string fifo = _folder["end"];
        PhaseExit exit = await _tee.RunAsync(Bash("mkfifo \"$1\"; (read x < \"$1\"; echo late) & echo done; exit 3", fifo), recorder);
        Assert.Equal(3, exit.ExitCode);
        // It is still there, reads this, and its late word goes nowhere.
        await File.WriteAllTextAsync(fifo, "go\n");
        Assert.Equal("done\n", recorder.Text);
    }

    [Fact]
    public async Task What_a_child_prints_shortly_after_its_parent_has_gone_is_kept()
    {
        var recorder = new Recorder();
        await _tee.RunAsync(Bash("(while kill -0 $$ 2>/dev/null; do :; done; echo last word) & echo first word"), recorder);
        Assert.Equal("first word\nlast word\n", recorder.Text);
    }

    private PhaseCommand Bash(string script, params string[] arguments) => Command("bash", ["-c", script, "test", .. arguments]);

    private PhaseCommand Command(string program, params string[] arguments) =>
        new() { Program = program, Arguments = arguments, WorkingDirectory = _folder.Path };

    private sealed class FullDisk : IOutputTarget
    {
        public string Name => "a full disk";

        public void Write(ReadOnlySpan<byte> bytes) => throw new IOException("No space left on device");
    }
}
