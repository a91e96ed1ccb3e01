using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using BuildTiming.Processes;

namespace BuildTiming.Git;

/// <summary>Git's own program, run in one folder. The only place that starts git.</summary>
/// <param name="folder">Any folder of the repository.</param>
/// <param name="environment">Variables that git gets beside those of this process; null takes one away.</param>
internal sealed class GitClient(string folder, IReadOnlyDictionary<string, string?>? environment = null)
{
    /// <summary>The exit code of a shell that does not find a program.</summary>
    public const int NotFound = 127;

    /// <summary>
    /// Stands in the place of an exit code where git ended and its output was not read to the end: that is neither yes nor no.
    /// </summary>
    public const int CutShort = -1;

    private const int NoSuchFile = 2;

    /// <summary>Messages alone decide nothing that is not asked again.</summary>
    private static readonly TimeSpan ErrorPatience = TimeSpan.FromSeconds(1);

    /// <summary>A remote may talk without end: of what it says the last is kept.</summary>
    private const int ErrorLimit = 64 * 1024;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>What git wrote is in the pipe when it ends, so this is for a machine that has no time for its reader.</summary>
    internal TimeSpan OutputPatience { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>In characters: more than any history answers, and so much fits into memory, should git write without end.</summary>
    internal int OutputLimit { get; init; } = 128 << 20;

    /// <summary>The folder that git runs in.</summary>
    public string Folder { get; } = folder;

    /// <summary>
    /// The same git with settings of its own, given by the environment: an address may hold a password, and arguments are for all to see.
    /// </summary>
    /// <remarks>GIT_CONFIG_COUNT: https://git-scm.com/docs/git-config#ENVIRONMENT.</remarks>
    internal GitClient With(params IEnumerable<GitSetting> settings)
    {
        Dictionary<string, string?> variables = environment is null ? [] : new(environment);
        int count = int.TryParse(Variable("GIT_CONFIG_COUNT"), NumberStyles.None, CultureInfo.InvariantCulture, out int given) ? given : 0;
        foreach (GitSetting setting in settings)
        {
            variables[FormattableString.Invariant($"GIT_CONFIG_KEY_{count}")] = setting.Key;
            variables[FormattableString.Invariant($"GIT_CONFIG_VALUE_{count++}")] = setting.Value;
        }

        variables["GIT_CONFIG_COUNT"] = count.ToString(CultureInfo.InvariantCulture);
        return new GitClient(Folder, variables) { OutputPatience = OutputPatience, OutputLimit = OutputLimit };
    }

    /// <summary>The same git, which asks no remote for anything: in a partial clone it would fetch what it is asked for.</summary>
    /// <remarks>Git before 2.44 does not know the first variable; it then ends with an error where the second forbids the way.</remarks>
    internal GitClient Offline()
    {
        Dictionary<string, string?> variables = environment is null ? [] : new(environment);
        (variables["GIT_NO_LAZY_FETCH"], variables["GIT_ALLOW_PROTOCOL"]) = ("1", "none");
        return new GitClient(Folder, variables) { OutputPatience = OutputPatience, OutputLimit = OutputLimit };
    }

    /// <summary>Runs a git command and tells how it ended; a failure of git is a result, not an exception.</summary>
    /// <param name="arguments">The subcommand and its arguments.</param>
    /// <param name="cancellation">Ends git with its children.</param>
    /// <exception cref="OperationCanceledException">The command was ended by <paramref name="cancellation"/>.</exception>
    public Task<GitResult> RunAsync(IEnumerable<string> arguments, CancellationToken cancellation = default) =>
        RunAsync(arguments, [], cancellation);

    /// <summary>Runs a git command that reads <paramref name="input"/> from its standard input.</summary>
    public Task<GitResult> RunAsync(IEnumerable<string> arguments, string input, CancellationToken cancellation = default) =>
        RunAsync(arguments, input.Length == 0 ? [] : [Utf8.GetBytes(input)], cancellation);

    /// <summary>
    /// Runs a git command that reads the parts of <paramref name="input"/>, one after the other, from its standard input.
    /// </summary>
    internal async Task<GitResult> RunAsync(
        IEnumerable<string> arguments, ReadOnlyMemory<byte>[] input, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        Process process;
        try
        {
            process = StartProcess(arguments);
        }
        catch (Win32Exception exception)
        {
            return new GitResult(NotFound, string.Empty, Complaint(exception));
        }

        using (process)
        {
            var output = new CapturedText(process.TakeOutput(), OutputLimit);
            var error = new CapturedText(process.TakeError(), ErrorLimit);
            try
            {
                await WriteInputAsync(process, input).WaitAsync(cancellation);
                await process.EndedAsync().WaitAsync(cancellation);
            }
            catch (OperationCanceledException)
            {
                await GitProcess.EndAsync(process);
                throw;
            }

            (string text, bool isWhole) = await output.CompleteAsync(OutputPatience, cancellation);
            string messages = (await error.CompleteAsync(ErrorPatience, cancellation)).Text;
            return isWhole
                ? new GitResult(process.ExitCode, text, messages)
                : new GitResult(CutShort, text, $"{messages}\nits output was cut short: it is too long, or another process holds the pipe");
        }
    }

    /// <summary>Runs a git command that has to succeed.</summary>
    /// <exception cref="GitCommandException">Git ended with another exit code than 0.</exception>
    public Task<string> RequireAsync(IReadOnlyList<string> arguments, CancellationToken cancellation = default) =>
        RequireAsync(arguments, string.Empty, cancellation);

    /// <summary>Runs a git command that reads <paramref name="input"/> and has to succeed.</summary>
    /// <exception cref="GitCommandException">Git ended with another exit code than 0.</exception>
    public async Task<string> RequireAsync(IReadOnlyList<string> arguments, string input, CancellationToken cancellation = default)
    {
        GitResult result = await RunAsync(arguments, input, cancellation);
        return result.Succeeded ? result.Line : throw new GitCommandException(Subcommand(arguments), result.ExitCode, result.Complaint);
    }

    /// <summary>Runs a git command that has to succeed and that answers in lines.</summary>
    /// <exception cref="GitCommandException">
    /// Git ended with another exit code than 0, or in the middle of a line: that is no answer.
    /// </exception>
    internal async Task<string[]> RequireLinesAsync(IReadOnlyList<string> arguments, string input, CancellationToken cancellation = default)
    {
        GitResult result = await RunAsync(arguments, input, cancellation);
        if (!result.Succeeded) throw new GitCommandException(Subcommand(arguments), result.ExitCode, result.Complaint);
        if (result.Output.Length > 0 && !result.Output.EndsWith('\n')) throw GitCommandException.CutShort(Subcommand(arguments));
        return result.Output.Split('\n')[..^1];
    }

    /// <summary>A variable as git gets it, or null.</summary>
    internal string? Variable(string name) =>
        environment is not null && environment.TryGetValue(name, out string? value) ? value : Environment.GetEnvironmentVariable(name);

    /// <summary>Starts a git command that is talked to while it runs.</summary>
    /// <exception cref="GitCommandException">
    /// It cannot be started: there is no git, or the system has no room for another process.
    /// </exception>
    internal Process Start(IReadOnlyList<string> arguments)
    {
        try
        {
            return StartProcess(arguments);
        }
        catch (Win32Exception exception)
        {
            throw new GitCommandException(Subcommand(arguments), NotFound, Complaint(exception));
        }
    }

    private string Complaint(Win32Exception exception)
    {
        if (exception.NativeErrorCode != NoSuchFile) return $"git cannot be started: {exception.Message}";
        return Directory.Exists(Folder) ? "git is not on PATH" : $"{Folder} does not exist";
    }

    private Process StartProcess(IEnumerable<string> arguments)
    {
        ProcessStartInfo info = GitEnvironment.StartInfo(Folder, arguments, environment);
#pragma warning disable RS0030 // The one place that starts git.
        return Process.Start(info)!;
#pragma warning restore RS0030
    }

    /// <summary>The command's name, which options of git itself may stand before.</summary>
    private static string Subcommand(IReadOnlyList<string> arguments)
    {
        int first = 0;
        while (arguments[first] == "-c") first += 2;
        return arguments[first];
    }

    private static Task WriteInputAsync(Process process, ReadOnlyMemory<byte>[] input)
    {
        if (input.Length > 0) return PipeThread.RunAsync(() => WriteInput(process, input));
        WriteInput(process, input);
        return Task.CompletedTask;
    }

    private static void WriteInput(Process process, ReadOnlyMemory<byte>[] input)
    {
        try
        {
            using Stream pipe = process.TakeInput();
            foreach (ReadOnlyMemory<byte> part in input) pipe.Write(part.Span);
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // Git ended before it had read everything: its exit code and message say why.
        }
    }
}
