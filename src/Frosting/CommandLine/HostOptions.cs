namespace Cake.Frosting.CommandLine;

/// <summary>The options that the host takes; the parser and the help read them from here.</summary>
internal static class HostOptions
{
    public static readonly HostOption Help = new("Prints help information", "help") { Letter = "h" };

    public static readonly HostOption Target = new("Target task to invoke; repeat it for several [default: Default]", "target")
    {
        Letter = "t",
        ValueName = "TARGET",
    };

    public static readonly HostOption Working = new("Sets the working directory", "working") { Letter = "w", ValueName = "PATH" };

    public static readonly HostOption Verbosity = new(
        "Quiet, Minimal, Normal, Verbose or Diagnostic [default: that of the configuration, else Normal]", "verbosity")
    {
        Letter = "v",
        ValueName = "VERBOSITY",
    };

    public static readonly HostOption Description = new(
        "Shows description for each task", "description", "descriptions", "showdescription", "showdescriptions");

    public static readonly HostOption Tree = new("Shows the task dependency tree", "tree", "showtree");

    public static readonly HostOption DryRun = new("Performs a dry run", "dryrun", "noop", "whatif");

    public static readonly HostOption Exclusive = new("Executes the target task without any dependencies", "exclusive") { Letter = "e" };

    public static readonly HostOption Version = new("Displays version information", "version", "ver");

    public static readonly HostOption Info = new("Displays additional information about Cake", "info");

    public static readonly HostOption NoReport = new("Leaves out the summary of a successful run", "no-report");

    public static readonly IReadOnlyList<HostOption> All =
        [Help, Target, Working, Verbosity, Description, Tree, DryRun, Exclusive, Version, Info, NoReport];
}
