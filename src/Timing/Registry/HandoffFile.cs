using BuildTiming.Git;

namespace BuildTiming.Registry;

/// <summary>A file in the tree of a handoff.</summary>
internal sealed record HandoffFile(string Path, TreeEntry Entry);
