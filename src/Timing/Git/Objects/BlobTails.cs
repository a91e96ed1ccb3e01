using System.Diagnostics;
using System.Globalization;
using System.Text;
using BuildTiming.Processes;

namespace BuildTiming.Git.Objects;

/// <summary>Reads the ends of files at commits by one git process, on the thread of the caller: for a thread that may wait.</summary>
/// <remarks>
/// Without asynchronous methods: what the framework makes of each is compiled in each run anew, and this is read in every run. Format:
/// https://git-scm.com/docs/git-cat-file#_batch_output.
/// </remarks>
internal sealed class BlobTails : IDisposable
{
    /// <summary>In which git ends by itself when nobody asks it any more.</summary>
    private static readonly TimeSpan EndPatience = TimeSpan.FromSeconds(2);

    private readonly Process _process;
    private readonly Stream _input;
    private readonly BufferedStream _output;
    private readonly CancellationTokenRegistration _registration;

    /// <summary>Starts git.</summary>
    /// <param name="git">The repository.</param>
    /// <param name="cancellation">Ends git, and with it whatever is being read.</param>
    /// <exception cref="GitCommandException">There is no git.</exception>
    public BlobTails(GitClient git, CancellationToken cancellation)
    {
        _process = git.Start(["cat-file", "--batch"])
            ?? throw new GitCommandException("cat-file", GitClient.NotFound, "git is not on PATH");
        _input = _process.TakeInput();
        _output = new BufferedStream(_process.TakeOutput(), 1 << 16);
        _registration = cancellation.Register(() => GitProcess.End(_process));
    }

    /// <summary>A file's bytes, or of a longer one the last lines.</summary>
    /// <param name="name">A name of the file, for example <c>&lt;commit&gt;:&lt;path&gt;</c>.</param>
    /// <param name="limit">How many bytes are read at most; of a longer file the line goes as well that is cut by it.</param>
    /// <returns>The bytes, in memory; null where there is no such file.</returns>
    /// <exception cref="IOException">Git has ended.</exception>
    public Stream? Read(string name, int limit)
    {
        _input.Write(Encoding.UTF8.GetBytes($"{name}\n"));
        if (ReadLine().Split(' ') is not [_, var kind, var digits]
            || !long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out long size)) return null;
        byte[] content = new byte[Math.Min(size, limit)];
        // What is cut off begins with whole lines, and ends in the middle of one.
        for (long left = size - content.Length; left > 0;) left -= ReadSome(content.AsSpan(0, (int)Math.Min(left, content.Length)));
        _output.ReadExactly(content);
        _ = _output.ReadByte();
        if (kind != "blob") return null;
        int start = size == content.Length ? 0 : Array.IndexOf(content, (byte)'\n') + 1;
        return new MemoryStream(content, start, content.Length - start, writable: false);
    }

    public void Dispose()
    {
        // Git ends by itself when nobody can ask it any more.
        _input.Dispose();
        if (!_process.WaitForExit(EndPatience)) GitProcess.End(_process);
        _registration.Dispose();
        _output.Dispose();
        // Nobody has read what git had to say: what it answered has been enough.
        _process.TakeError().Dispose();
        _process.Dispose();
    }

    private int ReadSome(Span<byte> buffer) => _output.Read(buffer) is > 0 and var read ? read : throw Ended();

    private string ReadLine()
    {
        var line = new StringBuilder();
        int next;
        while ((next = _output.ReadByte()) is >= 0 and not '\n') line.Append((char)next);
        return next >= 0 ? line.ToString() : throw Ended();
    }

    private static EndOfStreamException Ended() => new("git ended before it had answered");
}
