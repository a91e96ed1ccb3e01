using Cake.Core.Diagnostics;

namespace Cake.BuildTiming;

/// <summary>Messages as they are: Cake's log would take braces for places to fill in, and paint what it fills in.</summary>
public static class PlainMessages
{
    /// <summary>Something that the reader wants to know.</summary>
    public static void Say(this ICakeLog log, string message) => log.Write(Verbosity.Normal, LogLevel.Information, Escaped(message));

    /// <summary>Something that went wrong and does not stop the build.</summary>
    public static void Warn(this ICakeLog log, string message) =>
        log.Write(Verbosity.Minimal, LogLevel.Warning, Escaped("warning: " + message));

    private static string Escaped(string message) =>
        message.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal);
}
