using BuildTiming.Phases;
using BuildTiming.Publishing;
using BuildTiming.Running;
using BuildTiming.Sessions;

var session = new BuildTimingSession();
session.Recover();
PhaseExit exit = await session.RunAsync(
    new PhaseDeclaration("integration-tests", "dev"), new PhaseCommand { Program = args[0], Arguments = args[1..] });
Publication publication = await session.PublishAsync();
Console.WriteLine($"{publication.Published.Count} rows published to {publication.Destination}. {publication.Reason}");
return exit.ExitCode;
