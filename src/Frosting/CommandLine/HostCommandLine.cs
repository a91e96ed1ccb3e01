using Cake.Core.Diagnostics;
using Cake.Core.IO;

namespace Cake.Frosting.CommandLine;

/// <summary>A command line, understood.</summary>
internal sealed record HostCommandLine
{
    /// <summary>The targets in the order they run; never empty.</summary>
    public required IReadOnlyList<string> Targets { get; init; }

    /// <summary>The working directory, absolute or relative to the current one.</summary>
    public DirectoryPath? WorkingDirectory { get; init; }

    /// <summary>The log's verbosity; <see langword="null"/> leaves it to the configuration.</summary>
    public Verbosity? Verbosity { get; init; }

    public HostMode Mode { get; init; }

    public bool Exclusive { get; init; }

    public bool ShowHelp { get; init; }

    public bool ShowVersion { get; init; }

    public bool ShowInfo { get; init; }

    public bool NoReport { get; init; }

    /// <summary>What the host does not know, in order: the build's own arguments; one without a value has <see langword="null"/>.</summary>
    public required IReadOnlyList<KeyValuePair<string, string?>> BuildArguments { get; init; }
}
