namespace BuildTiming.Processes;

/// <summary>One process of this machine, as it was a moment ago.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Parent">Its parent, or the process that adopted it.</param>
/// <param name="Group">Its process group: whom the terminal's Ctrl-C reaches.</param>
/// <param name="Name">Its program's name, on Linux cut to 15 characters.</param>
/// <param name="HasEnded">Whether it has ended and only waits for its parent to ask how.</param>
/// <param name="Started">
/// When it started, to be compared for equality only, since numbers are used again; empty when it is not known.
/// </param>
internal sealed record ProcessEntry(int Id, int Parent, int Group, string Name, bool HasEnded, string Started = "")
{
    /// <summary>Whether both are the same process, which may have become another program in between.</summary>
    public bool IsSameAs(ProcessEntry other) => Id == other.Id && (Started == other.Started || Started.Length == 0);
}
