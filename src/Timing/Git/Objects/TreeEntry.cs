namespace BuildTiming.Git.Objects;

/// <summary>What a tree holds under one name.</summary>
/// <param name="Mode">
/// Git's file mode: <c>100644</c>, <c>100755</c>, <c>120000</c> (symbolic link), <c>160000</c> (submodule), <c>040000</c> (folder).
/// </param>
/// <param name="Kind"><c>blob</c>, <c>tree</c> or <c>commit</c>.</param>
/// <param name="ObjectId">The object's id.</param>
internal sealed record TreeEntry(string Mode, string Kind, string ObjectId)
{
    /// <summary>A plain file, executable or not: neither a link nor a submodule.</summary>
    public bool IsFile => Mode is "100644" or "100755";

    /// <summary>A folder.</summary>
    public bool IsFolder => Kind == "tree";
}
