using Cake.Core;

namespace Build.Options;

/// <summary>The caller asked for something that cannot be done as asked; nothing has run. Exit code 2.</summary>
/// <param name="message">What is wrong, and what to do.</param>
public sealed class OptionException(string message) : CakeException(2, message);
