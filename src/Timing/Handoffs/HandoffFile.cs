using BuildTiming.Git.Objects;

namespace BuildTiming.Handoffs;

/// <summary>A file in the tree of a handoff.</summary>
internal sealed record HandoffFile(string Path, TreeEntry Entry);
