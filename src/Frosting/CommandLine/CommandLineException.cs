namespace Cake.Frosting.CommandLine;

/// <summary>The command line cannot be read; the message tells which part of it.</summary>
internal sealed class CommandLineException(string message) : Exception(message);
