namespace BuildTiming.Registry;

/// <summary>The registry cannot take the rows as it stands; trying again changes nothing until somebody mends it.</summary>
/// <param name="message">What is wrong, and what to do.</param>
public sealed class RegistryRefusedException(string message) : Exception(message);
