using System.Text.RegularExpressions;

namespace BuildTiming.Git;

/// <summary>User names and passwords in addresses, which must not be shown.</summary>
internal static partial class Credentials
{
    /// <summary>
    /// The text with <c>https://user:secret@host/</c> as <c>https://host/</c>. The last <c>@</c> ends a password, as it does for git. A
    /// password that nobody encoded may hold a <c>/</c>, at which it looks like a host and a path: where the two cannot be told apart, the
    /// path is left out as well.
    /// </summary>
    public static string Mask(string text) => Addressed().Replace(text, "://");

    [GeneratedRegex(@"://(?:[^/\s:@]*:\S*@|[^/\s]*@|\S*@)")]
    private static partial Regex Addressed();
}
