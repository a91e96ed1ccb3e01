using System.Text.RegularExpressions;

namespace BuildTiming.Git;

/// <summary>User names and passwords in addresses, which must not be shown.</summary>
public static partial class Credentials
{
    /// <summary>The text with <c>https://user:secret@host/</c> as <c>https://host/</c>. The last <c>@</c> ends a password, as it does for git.</summary>
    public static string Mask(string text) => Addressed().Replace(text, "://");

    [GeneratedRegex("://[^/\\s]*@")]
    private static partial Regex Addressed();
}
