using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace BuildTiming.Git;

/// <summary>Reads many objects by one <c>git cat-file --batch</c>.</summary>
/// <remarks>Format: https://git-scm.com/docs/git-cat-file#_batch_output. Sizes are asked for first, so that no object is larger than expected.</remarks>
internal sealed class ObjectReader : IAsyncDisposable
{
    private readonly Process _process;
    private readonly BufferedStream _output;
    private readonly CancellationTokenRegistration _registration;

    private ObjectReader(Process process, CancellationToken cancellation)
    {
        _process = process;
        _output = new BufferedStream(process.StandardOutput.BaseStream, 1 << 16);
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginErrorReadLine();
        _registration = cancellation.Register(() => GitProcess.End(process));
    }

    public static ObjectReader Start(GitClient git, CancellationToken cancellation)
    {
        Process process = git.Start(["cat-file", "--batch"])
            ?? throw new GitCommandException("cat-file", GitClient.NotFound, "git is not on PATH");
        return new ObjectReader(process, cancellation);
    }

    /// <summary>Type and size of objects, in order; null for one that does not exist.</summary>
    /// <param name="git">The repository.</param>
    /// <param name="names">Any names of objects, for example <c>&lt;commit&gt;^{tree}</c>.</param>
    /// <param name="cancellation">Ends git.</param>
    public static async Task<(string Id, string Kind, long Size)?[]> DescribeAsync(
        GitClient git, IEnumerable<string> names, CancellationToken cancellation)
    {
        string output = await git.RequireAsync(["cat-file", "--batch-check"], string.Concat(names.Select(name => name + "\n")), cancellation);
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Describe)];
    }

    /// <summary>The bytes of an object that exists.</summary>
    public async Task<byte[]> ReadAsync(string objectId, CancellationToken cancellation)
    {
        await _process.StandardInput.WriteAsync($"{objectId}\n".AsMemory(), cancellation);
        await _process.StandardInput.FlushAsync(cancellation);
        byte[] content = Describe(ReadLine()) is { } found
            ? new byte[found.Size]
            : throw new GitCommandException("cat-file", 0, $"{objectId} is missing");
        await _output.ReadExactlyAsync(content, cancellation);
        _ = _output.ReadByte();
        return content;
    }

    public async ValueTask DisposeAsync()
    {
        await _registration.DisposeAsync();
        _process.StandardInput.Close();
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
    }

    private static (string Id, string Kind, long Size)? Describe(string line) =>
        line.Split(' ') is [var id, var kind, var size] && long.TryParse(size, CultureInfo.InvariantCulture, out long bytes) ? (id, kind, bytes) : null;

    private string ReadLine()
    {
        var line = new StringBuilder();
        int next;
        while ((next = _output.ReadByte()) is >= 0 and not '\n') line.Append((char)next);
        return line.ToString();
    }
}
