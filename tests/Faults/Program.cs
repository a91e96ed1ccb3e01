// The long forms of the fault suite: as many rounds, minutes, kills or wrong answers of git as asked for. Exits with 1 where a row is lost
// or doubled, a working tree is touched or a repository is damaged. SEED=<number> draws the same plans again.
// Usage: Faults [--form=kills|equal|git|crowd|answers] [--minutes=<n>] [--kills=<n>] [--wrong-answers=<n>] [--rounds=<n>]
using System.Globalization;
using Faults;
using Faults.Answers;
using Faults.Forms;

var limit = new SoakLimit();
string form = "kills";
foreach (string argument in args)
{
    string[] parts = argument.Split('=', 2);
    if (parts is ["--form", var name])
    {
        form = name;
        continue;
    }

    int value = int.Parse(parts[1], CultureInfo.InvariantCulture);
    limit = parts[0] switch
    {
        "--minutes" => limit with { Time = TimeSpan.FromMinutes(value) },
        "--kills" => limit with { Kills = value },
        "--wrong-answers" => limit with { WrongAnswers = value },
        "--rounds" => limit with { Rounds = value },
        _ => throw new ArgumentException($"unknown argument {argument}"),
    };
}

if (form == "answers") return await AnswerSoak.RunAsync(Console.Out.WriteLine);

SoakForm chosen = SoakForm.All.FirstOrDefault(known => known.Name == form) ?? throw new ArgumentException($"unknown form {form}");
SoakReport report = await new Soak(chosen, Seed.Read(), limit, TimeProvider.System, Console.Out.WriteLine).RunAsync();
foreach (string complaint in report.Complaints) Console.Error.WriteLine(complaint);
Console.Out.WriteLine($"struck: {report.Strikes}");
Console.Out.WriteLine($"soak {form}: {report}");
return report.ExitCode;
