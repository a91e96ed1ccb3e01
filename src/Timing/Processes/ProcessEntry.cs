namespace BuildTiming.Processes;

/// <summary>One process of this machine, as it was a moment ago.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Parent">Its parent, or the process that adopted it.</param>
/// <param name="Group">Its process group: whom the terminal's Ctrl-C reaches.</param>
/// <param name="Name">Its program's name, on Linux cut to 15 characters.</param>
/// <param name="HasEnded">Whether it has ended and only waits for its parent to ask how.</param>
internal sealed record ProcessEntry(int Id, int Parent, int Group, string Name, bool HasEnded);
