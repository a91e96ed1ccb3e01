using System.Globalization;
using System.Text;
using BuildTiming.Model;

namespace BuildTiming.Output;

/// <summary>The log of one phase run: a header line, the command's output byte for byte, a footer line.</summary>
/// <remarks>Readable by its owner only, since the output of a deployment may hold secrets.</remarks>
internal sealed class LogFile : IOutputTarget, IDisposable
{
    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerFolder = OwnerFile | UnixFileMode.UserExecute;
    private const string GitIgnore = ".gitignore";

    /// <summary>What the name ends with that the file has until it is in place.</summary>
    private const string Unfinished = ".tmp";

    private static readonly string[] Folder = ["logs", "build-timings"];

    private readonly FileStream _stream;
    private bool _atLineStart = true;

    private LogFile(FileStream stream) => _stream = stream;

    /// <summary>The log's absolute path.</summary>
    public string Path => _stream.Name;

    /// <summary>The log as a row names it: relative to the platform root, with forward slashes.</summary>
    public string RelativePath => string.Join('/', [.. Folder, System.IO.Path.GetFileName(Path)]);

    /// <inheritdoc/>
    public string Name => $"the log {RelativePath}";

    /// <summary>
    /// Creates the log and writes its header. A name that is taken, be it by a link, is left alone: the next number is used.
    /// </summary>
    /// <exception cref="IOException">The folder or the file cannot be created or written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder is not writable.</exception>
    public static LogFile Create(string platformRoot, string phase, string env, string buildId, DateTimeOffset start)
    {
        string folder = EnsureFolder(platformRoot);
        string name = $"{phase}-{env}-{buildId}-{Utc.FormatForName(start)}";
        var log = new LogFile(CreateUnique(folder, name));
        try
        {
            log.Write(Encoding.UTF8.GetBytes($"{Subject(phase, env, buildId)} started {Utc.Format(start)}\n"));
            return log;
        }
        catch
        {
            log.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty) return;
        _stream.Write(bytes);
        _atLineStart = bytes[^1] == (byte)'\n';
    }

    /// <summary>Writes the footer, on a line of its own, and closes the log.</summary>
    /// <exception cref="IOException">The footer cannot be written; the log is closed all the same.</exception>
    public void Finish(TimingRow row)
    {
        using (_stream)
        {
            Write(Footer(row, _atLineStart));
        }
    }

    /// <summary>Writes the footer of a run that could not do so itself, on a line of its own.</summary>
    /// <exception cref="IOException">The log cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The log is another user's.</exception>
    public static void Finish(string path, TimingRow row)
    {
        using var log = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        bool atLineStart = log.Length == 0;
        if (!atLineStart)
        {
            log.Seek(-1, SeekOrigin.End);
            atLineStart = log.ReadByte() == '\n';
        }

        log.Write(Footer(row, atLineStart));
    }

    /// <summary>Closes the log as it stands, without a footer.</summary>
    public void Dispose() => _stream.Dispose();

    private static string EnsureFolder(string platformRoot)
    {
        string folder = System.IO.Path.Combine([System.IO.Path.GetFullPath(platformRoot), .. Folder]);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(folder)!);
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, OwnerFolder);
        try
        {
            if (IsNew(folder)) HideFromGit(folder);
        }
        catch (UnauthorizedAccessException)
        {
            // Not to be listed, or another user's: it stays as it is, and a log may be made in it all the same.
        }

        return folder;
    }

    // Empty, or with what a host left that was killed before it had hidden the folder. Any other one is as its owner wants it.
    private static bool IsNew(string folder) => Directory.EnumerateFileSystemEntries(folder).All(IsLeftover);

    private static bool IsLeftover(string path)
    {
        string name = System.IO.Path.GetFileName(path);
        return name.StartsWith(GitIgnore + ".", StringComparison.Ordinal) && name.EndsWith(Unfinished, StringComparison.Ordinal);
    }

    // Logs never show as untracked files, whatever the platform repository ignores. The file is renamed into place: hosts that start at
    // once neither miss it nor see it empty, and nothing that stands there is opened. It is not flushed to disk, which would take long
    // enough for kills to leave one behind that git shows.
    private static void HideFromGit(string folder)
    {
        string path = System.IO.Path.Combine(folder, GitIgnore);
        string temporary = $"{path}.{Guid.NewGuid().ToString("N")[..8]}{Unfinished}";
        try
        {
            using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 0))
            {
                file.Write("*\n"u8);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            // A full disk: a file would show, the empty folder does not.
            File.Delete(temporary);
            throw;
        }
    }

    private static FileStream CreateUnique(string folder, string name)
    {
        for (int number = 1; ; number++)
        {
            string path = System.IO.Path.Combine(folder, number == 1 ? $"{name}.log" : FormattableString.Invariant($"{name}-{number}.log"));
            try
            {
                return new FileStream(path, Options());
            }
            catch (IOException) when (IsTaken(path))
            {
                // Another run of the same second has it.
            }
        }
    }

    // CreateNew is O_EXCL: atomic between processes, and it never follows a link. No buffer: `tail -f` and a crash see every byte.
    private static FileStreamOptions Options()
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Share = FileShare.ReadWrite | FileShare.Delete,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerFile;
        return options;
    }

    // A dangling link exists, although File.Exists follows it and says no.
    private static bool IsTaken(string path) => File.Exists(path) || Directory.Exists(path) || new FileInfo(path).LinkTarget is not null;

    /// <summary>The line is the last one of a log, as it is written here.</summary>
    public static bool IsFooter(string line) =>
        line.StartsWith("# ", StringComparison.Ordinal) && line.Contains(" finished ", StringComparison.Ordinal)
        && line.Contains(" exit_code=", StringComparison.Ordinal);

    private static string Subject(string phase, string env, string buildId) => $"# {phase} {env} {buildId}";

    private static byte[] Footer(TimingRow row, bool atLineStart) => Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture,
        $"{(atLineStart ? "" : "\n")}{Subject(row.Phase, row.Env, row.BuildId)} finished {Utc.Format(row.End)} "
        + $"exit_code={row.ExitCode} duration_seconds={row.DurationSeconds}\n"));
}
