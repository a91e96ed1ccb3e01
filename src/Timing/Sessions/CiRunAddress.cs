namespace BuildTiming.Sessions;

/// <summary>Makes the address of a CI run fit for a row: it comes from variables that anybody may have set.</summary>
internal static class CiRunAddress
{
    private const int Longest = 500;

    /// <summary>
    /// The address without user name, password and fragment, what no cell may hold as <c>%2C</c>; null where it is none of the web, or too
    /// long.
    /// </summary>
    public static string? Clean(string? text)
    {
        if (text is not { Length: > 0 and <= Longest } || !Uri.TryCreate(text.Trim(), UriKind.Absolute, out Uri? address)
            || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps)) return null;
        string clean = address.GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped)
            .Replace(",", "%2C", StringComparison.Ordinal);
        // Of what is left, the name of a host alone may hold other letters, and nothing stands for them there.
        return clean.Length <= Longest && clean.All(c => c is > ' ' and < '\x7f' and not '"') ? clean : null;
    }
}
