// The long form of the fault suite: kills hosts for so many minutes, or until there were so many kills, and exits with 1 where a row is
// lost or doubled, a working tree is touched or a repository is damaged. SEED=<number> draws the same plans again. Usage: Faults
// [--minutes=<n>] [--kills=<n>] [--rounds=<n>]
using System.Globalization;
using Faults;

var limit = new SoakLimit();
foreach (string argument in args)
{
    string[] parts = argument.Split('=');
    int value = int.Parse(parts[1], CultureInfo.InvariantCulture);
    limit = parts[0] switch
    {
        "--minutes" => limit with { Time = TimeSpan.FromMinutes(value) },
        "--kills" => limit with { Kills = value },
        "--rounds" => limit with { Rounds = value },
        _ => throw new ArgumentException($"unknown argument {argument}"),
    };
}

SoakReport report = await new Soak(Seed.Read(), limit, TimeProvider.System, Console.Out.WriteLine).RunAsync();
foreach (string complaint in report.Complaints) Console.Error.WriteLine(complaint);
Console.Out.WriteLine($"killed: {report.Strikes}");
Console.Out.WriteLine($"soak: {report}");
return report.ExitCode;
