namespace Cake.BuildTiming.Output;

/// <summary>What lines may hold: how wide they are, and whether signs beyond ASCII are shown.</summary>
/// <param name="Columns">How wide a line may be.</param>
/// <param name="Unicode">Signs beyond ASCII are shown.</param>
internal sealed record LineStyle(int Columns, bool Unicode)
{
    /// <summary>Where no terminal tells another width.</summary>
    public const int Usual = 80;

    /// <summary>Of this process's output.</summary>
    /// <param name="wide">How wide a line may be where there is no terminal.</param>
    public static LineStyle Current(int wide = Usual) => new(WidthOr(wide), TerminalFeatures.Current.Unicode);

    /// <summary>How something ended: a sign, or in ASCII a word, all of the same width.</summary>
    public string Outcome(int exitCode) => exitCode == 0 ? (Unicode ? "✓" : "ok") : Unicode ? "✕" : "x ";

    private static int WidthOr(int wide)
    {
        try
        {
            return Console.IsOutputRedirected ? wide : Console.WindowWidth is > 0 and var width ? width : Usual;
        }
        catch (IOException)
        {
            return Usual;
        }
    }
}
