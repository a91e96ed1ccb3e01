namespace BuildTiming.Sessions;

/// <summary>Whether this program runs in CI, as its options tell: asked once, when something depends on it.</summary>
/// <remarks>It is the program's own code that answers: whatever goes wrong in it, commands run and rows are kept.</remarks>
internal sealed class CiAnswer(BuildTimingOptions options)
{
    private readonly Lazy<bool> _answer = new(() => Ask(options));

    /// <summary>The answer; no where there was none.</summary>
    public bool Get() => _answer.Value;

    private static bool Ask(BuildTimingOptions options)
    {
        try
        {
            return options.IsCi();
        }
        catch (Exception exception)
        {
            options.Warn($"whether this is CI could not be told, rows go where they go elsewhere: {exception.Message}");
            return false;
        }
    }
}
