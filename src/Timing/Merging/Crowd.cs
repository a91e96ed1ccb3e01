using BuildTiming.Handoffs;
using BuildTiming.Model;
using BuildTiming.Registry;

namespace BuildTiming.Merging;

/// <summary>What a run knows of all the others that publish to the same branch.</summary>
/// <param name="push">Pushes, and knows whether the remote takes atomic pushes.</param>
/// <param name="folderOf">The registry's folder of an environment.</param>
internal sealed class Crowd(MergePush push, Func<string, string> folderOf)
{
    /// <summary>Pushes, and knows whether the remote takes atomic pushes.</summary>
    public MergePush Push { get; } = push;

    /// <summary>Handoffs that were seen waiting, as read; a direct attempt takes them along.</summary>
    public IReadOnlyList<Handoff> Waiting { get; init; } = [];

    /// <summary>Who is overtaken hands off; false once the remote has refused a handoff.</summary>
    public bool Combines { get; set; } = true;

    /// <summary>A merge takes the row from a handoff: it stands in its environment's own folder.</summary>
    public bool Merges(FiledRow filed) => folderOf(filed.Row.Env) == filed.Folder;

    /// <summary>Those who publish elsewhere; nothing is known of them.</summary>
    public Crowd At(RegistryBranch branch, Action<string> warn) => new(new MergePush(branch, warn), folderOf);
}
