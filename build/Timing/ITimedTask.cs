using Build.Options;

namespace Build.Timing;

/// <summary>A task whose run is a phase: the decorator times it and records a row.</summary>
public interface ITimedTask
{
    /// <summary>The phase's name in the registry.</summary>
    string Phase { get; }

    /// <summary>The options that the phase uses, of those that a row's flags may name.</summary>
    IReadOnlyList<Option> Flags(BuildOptions options);
}
