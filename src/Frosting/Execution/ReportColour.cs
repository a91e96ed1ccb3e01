namespace Cake.Frosting.Execution;

/// <summary>The colours of a report, as what a terminal is sent for them.</summary>
internal static class ReportColour
{
    public const string Green = "\e[92m";
    public const string Cyan = "\e[96m";
    public const string Red = "\e[91m";
    public const string Grey = "\e[37m";
    public const string None = "\e[0m";
}
