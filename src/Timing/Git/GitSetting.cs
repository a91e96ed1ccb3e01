namespace BuildTiming.Git;

/// <summary>A setting of git's configuration.</summary>
/// <param name="Key">Its name, for example <c>remote.origin.url</c>.</param>
/// <param name="Value">Its value.</param>
internal sealed record GitSetting(string Key, string Value);
