namespace Build.Targets;

/// <summary>A line of the help.</summary>
/// <param name="Name">What can be typed.</param>
/// <param name="Meaning">What it does.</param>
internal sealed record HelpLine(string Name, string Meaning);
