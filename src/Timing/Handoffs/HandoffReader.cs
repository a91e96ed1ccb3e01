using System.Text;
using BuildTiming.Git;
using BuildTiming.Git.Objects;
using BuildTiming.Model;
using BuildTiming.Registry;

namespace BuildTiming.Handoffs;

/// <summary>Reads handoffs, all of a batch by two git processes, and trusts none of them.</summary>
/// <param name="repository">Where their commits are.</param>
/// <param name="folderOf">The registry's folder of an environment.</param>
/// <param name="fetch">Brings the files that are not here yet.</param>
internal sealed class HandoffReader(GitRepository repository, Func<string, string> folderOf, HandoffFetch fetch)
{
    /// <summary>In bytes, of all files of a batch: what is read of it stays in memory until it is merged.</summary>
    private const long BatchLimit = 8 << 20;

    /// <summary>In bytes: a message tells more of a row than its line, and no more than a few times as much.</summary>
    private const long CommitLimit = 4 * HandoffBranch.SizeLimit;

    /// <summary>Reads handoffs from the first one on: as many as fit into memory, one at least.</summary>
    public async Task<(IReadOnlyList<Handoff> Handoffs, PublishOutcome? Failure)> ReadAsync(
        IReadOnlyCollection<WaitingHandoff> batch, CancellationToken cancellation)
    {
        await using var objects = new ObjectReader(repository.Git, cancellation);
        var outlines = new List<(WaitingHandoff Waiting, HandoffFile[] Files, string? Problem)>();
        foreach (WaitingHandoff waiting in batch)
        {
            (HandoffFile[]? files, string? problem) = await CheckedAsync(() => OutlineAsync(objects, waiting.Commit));
            outlines.Add((waiting, files ?? [], problem));
        }

        PublishOutcome? failure =
            await fetch.FetchFilesAsync(outlines.SelectMany(outline => outline.Files).Select(file => file.Entry.ObjectId), cancellation);
        if (failure is not null) return ([], failure);
        var handoffs = new List<Handoff>();
        long room = BatchLimit;
        foreach ((WaitingHandoff waiting, HandoffFile[] files, string? problem) in outlines)
        {
            if (room <= 0) break;
            (Content? content, string? complaint) = problem is null
                ? await CheckedAsync(() => ReadRowsAsync(objects, waiting, files))
                : (null, problem);
            handoffs.Add(new Handoff(waiting, content?.Rows ?? [], complaint));
            room -= content?.Size ?? 0;
        }

        return (handoffs, null);
    }

    /// <summary>What is read, or what is wrong with it.</summary>
    private static async Task<(T? Read, string? Problem)> CheckedAsync<T>(Func<Task<T>> read) where T : class
    {
        try
        {
            return (await read(), null);
        }
        catch (FormatException exception)
        {
            return (null, GitResult.Plain(exception.Message));
        }
    }

    /// <summary>The files that hold rows or steps, by the names of files alone.</summary>
    private async Task<HandoffFile[]> OutlineAsync(ObjectReader objects, string commit)
    {
        var files = new List<HandoffFile>();
        await foreach (HandoffFile file in new HandoffTree(objects, repository.NullId.Length / 2).FilesAsync(commit))
        {
            if (file.Path == HandoffWorkflow.Path) continue;
            if ((RegistryPath.FolderOf(file.Path) ?? RegistryPath.FolderOfSteps(file.Path)) is null)
                throw new FormatException($"it holds {file.Path}, which is no file of the registry");
            if (file.Entry.Mode != "100644") throw new FormatException($"{file.Path} is not a plain file");
            if (files.Count == HandoffBranch.MostFiles) throw new FormatException("it holds too many files");
            files.Add(file);
        }

        return files.Count > 0 ? [.. files] : throw new FormatException("it holds no rows");
    }

    private async Task<Content> ReadRowsAsync(ObjectReader objects, WaitingHandoff waiting, HandoffFile[] files)
    {
        var rows = new List<FiledRow>();
        var steps = new List<(string Path, string Text)>();
        long room = HandoffBranch.SizeLimit;
        foreach (HandoffFile file in files)
        {
            byte[] content = await objects.ReadAsync(file.Entry.ObjectId, "blob", room)
                ?? throw new FormatException($"{file.Path} is too large: a handoff has {HandoffBranch.SizeLimit >> 20} MiB at most");
            room -= content.Length;
            string text = Encoding.UTF8.GetString(content);
            if (RegistryPath.FolderOfSteps(file.Path) is not null) steps.Add((file.Path, text));
            else rows.AddRange(HandoffRows.Parse(file.Path, text, folderOf));
        }

        if (rows.Count == 0) throw new FormatException("it holds no rows");
        FiledRow[] whole = [.. HandoffSteps.Attach(rows, steps)];
        return new Content(
            HandoffRuns.Name(whole, await MessageAsync(objects, waiting.Commit), waiting.Ref), HandoffBranch.SizeLimit - room);
    }

    private static async Task<string> MessageAsync(ObjectReader objects, string commit)
    {
        // "<header lines> LF LF <message>"
        string text = Encoding.UTF8.GetString(await objects.ReadAsync(commit, "commit", CommitLimit) ?? []);
        int end = text.IndexOf("\n\n", StringComparison.Ordinal);
        return end < 0 ? string.Empty : text[(end + 2)..];
    }

    private sealed record Content(IReadOnlyList<FiledRow> Rows, long Size);
}
