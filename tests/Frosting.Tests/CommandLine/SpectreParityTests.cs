using FsCheck;
using FsCheck.Fluent;

namespace Cake.Frosting.Tests.CommandLine;

public sealed class SpectreParityTests
{
    private static readonly string[] Names =
    [
        "--target", "-t", "--Target", "--working", "-w", "--verbosity", "-v", "--tree", "--showtree", "--description", "--dryrun",
        "--whatif",
        "--exclusive", "-e", "-E", "--version", "--info", "--no-report", "--env", "--Env", "-x", "-xe", "-et", "-te", "--fast-1", "---env",
        "--", "-", "--9", "-9", "-12x", "--a.b", "-a1", "--x", "-h", "--help", "-?", "- e", "value", "Default", "quiet", "true", "FALSE",
        "/tmp/a b", "", "a=b",
    ];

    private static readonly string[] Values = ["", "", "", "", "=value", ":value", "=true", "=False", "=quiet", "=a=b:c", "=", ":", "= "];

    [Fact]
    [Trait("Turn", "a")]
    public void Every_command_line_is_read_as_Cake_Frosting_reads_it()
    {
        Gen<string> argument = from name in Gen.Elements(Names) from value in Gen.Elements(Values) select name + value;
        Gen<string[]> commandLine = from size in Gen.Choose(0, 5) from arguments in argument.ArrayOf(size) select arguments;

        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(2000),
            Prop.ForAll(commandLine.ToArbitrary(), arguments => (SpectreReading.Of(arguments) == Reading.Of(arguments))
                .Label($"{string.Join(' ', arguments)}: {SpectreReading.Of(arguments)} but {Reading.Of(arguments)}")));
    }
}
