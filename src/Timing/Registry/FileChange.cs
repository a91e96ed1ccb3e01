using BuildTiming.Git.Objects;

namespace BuildTiming.Registry;

/// <summary>What a commit changes in one file of the registry; all other files stay as they are.</summary>
/// <param name="Path">The file, from the root of the branch.</param>
internal abstract record FileChange(string Path);

/// <summary>Appends lines. Existing bytes are never rewritten; a last line without its break gets one.</summary>
/// <param name="Path">The file, from the root of the branch.</param>
/// <param name="Lines">The lines, each with its line break.</param>
/// <param name="Header">What a file begins with that is new or empty: a line with its break, or nothing.</param>
internal sealed record AppendLines(string Path, ReadOnlyMemory<byte> Lines, ReadOnlyMemory<byte> Header) : FileChange(Path)
{
    /// <summary>Where the file cannot take the lines, the commit goes without them; by default it is refused.</summary>
    public bool IsOptional { get; init; }
}

/// <summary>Replaces a file's content, or writes a file that is not there yet.</summary>
/// <param name="Path">The file, from the root of the branch.</param>
/// <param name="Content">All of its bytes.</param>
internal sealed record ReplaceFile(string Path, ReadOnlyMemory<byte> Content) : FileChange(Path);

/// <summary>Puts a file there that the repository holds already, as it stands in another commit.</summary>
/// <param name="Path">The file, from the root of the branch.</param>
/// <param name="Entry">The file's mode and object.</param>
internal sealed record PutFile(string Path, TreeEntry Entry) : FileChange(Path);
