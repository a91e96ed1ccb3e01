using BuildTiming.Model;

namespace BuildTiming.Handoffs;

/// <summary>The names of handoff branches.</summary>
internal static class HandoffBranch
{
    /// <summary>What the name of every handoff branch starts with.</summary>
    public const string Prefix = "timing-handoff/";

    /// <summary>In bytes, of all files of one: more is not merged. Reading stays bounded, whoever pushed the handoff.</summary>
    public const long SizeLimit = 1 << 20;

    /// <summary>How many files one has at most: more than there are environments.</summary>
    public const int MostFiles = 256;

    /// <summary>The full name of every handoff branch starts with this.</summary>
    public const string RefPrefix = "refs/heads/" + Prefix;

    /// <summary>The handoff of a run, named by its run id.</summary>
    public static string RefOf(string runId) => RefPrefix + runId;

    /// <summary>The full name is that of a handoff branch.</summary>
    public static bool IsHandoff(string reference) => reference.StartsWith(RefPrefix, StringComparison.Ordinal);

    /// <summary>The full name is that of a handoff branch, and ends in a run id.</summary>
    public static bool IsNamedByRun(string reference) => IsHandoff(reference) && RunId.IsValid(reference[RefPrefix.Length..]);

    /// <summary>The branch's name as people write it, without <c>refs/heads/</c>.</summary>
    public static string NameOf(string reference) => reference["refs/heads/".Length..];
}
