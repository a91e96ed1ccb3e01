namespace BuildTiming.Registry;

/// <summary>The registry cannot take the rows as it stands; trying again changes nothing until somebody mends it.</summary>
/// <param name="message">What is wrong, and what to do.</param>
/// <param name="folder">The one folder of the registry that cannot take rows, or null where none can.</param>
internal sealed class RegistryRefusedException(string message, string? folder = null) : Exception(message)
{
    /// <summary>The one folder of the registry that cannot take rows, or null where none can.</summary>
    public string? Folder { get; } = folder;
}
