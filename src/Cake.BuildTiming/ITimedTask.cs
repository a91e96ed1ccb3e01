using Cake.Core;

namespace Cake.BuildTiming;

/// <summary>
/// A task whose run is a phase: the decorator times it and records a row. Where a task has no flags, <see cref="TimedAttribute"/> says the
/// same.
/// </summary>
public interface ITimedTask
{
    /// <summary>The phase's name in the registry.</summary>
    string Phase { get; }

    /// <summary>The options that shape the run, as the row's flags name them: names and values hold no blank, comma or quote.</summary>
    IReadOnlyList<KeyValuePair<string, string>> Flags(ICakeContext context);
}
