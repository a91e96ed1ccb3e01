// A host in miniature, for tests that send it signals: runs a command through the tee, with a log, and says what became of it.
// Usage: TestHost <platform root> <program> [<argument>...]
// Where the platform root holds them: helper.sh is run by the host itself, beside.sh as a second command at the same time, and with a file
// `throws` somebody's answer to a stop fails.
using System.Diagnostics;
using System.Runtime.InteropServices;
using BuildTiming.Model;
using BuildTiming.Output;
using BuildTiming.Output.Terminal;
using BuildTiming.Running;
using BuildTiming.Running.Stopping;

using var interrupts = Interrupts.Listen();
// So that a test knows when the stop, and a further signal that must change nothing, has arrived.
using CancellationTokenRegistration stopped = interrupts.Token.Register(() => Say("host: stops"));
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => Say("host: has SIGTERM"));
if (Exists("throws")) interrupts.Token.Register(() => throw new InvalidOperationException("an answer to the stop fails"));

Say($"host: pid={Environment.ProcessId}");
TimeProvider clock = TimeProvider.System;
DateTimeOffset start = Utc.Now(clock);
long started = clock.GetTimestamp();
using var log = LogFile.Create(args[0], "test", "dev", "persistent", start);
var resources = new OutputReader();
var command = new PhaseCommand { Program = args[1], Arguments = args[2..], WorkingDirectory = args[0] };
var tee = new ProcessTee(clock, interrupts, Say);

Task<PhaseExit> running = tee.RunAsync(command, log, resources, new TerminalOutput());
Task<PhaseExit>? beside = Exists("beside.sh") ? tee.RunAsync(command with { Arguments = ["beside.sh"] }, new TerminalOutput()) : null;
Task helper = Exists("helper.sh") ? HelpAsync() : Task.CompletedTask;
PhaseExit exit = await running;
if (beside is not null) await beside;
await helper;

log.Finish(new TimingRow
{
    Start = start,
    DurationSeconds = (long)clock.GetElapsedTime(started).TotalSeconds,
    Phase = "test",
    Env = "dev",
    BuildId = "persistent",
    ExitCode = exit.ExitCode,
    Flags = "",
    Resources = resources.Resources,
    LogPath = log.RelativePath,
});
PhaseExit second = await new ProcessTee(clock, interrupts).RunAsync(command with { Program = "touch", Arguments = ["second"] });
string report =
    $"exit={exit.ExitCode} interrupted={exit.Interrupted} signal={interrupts.SignalNumber} {resources.Resources} second={second.Started}";
File.WriteAllText(Path.Combine(args[0], "report"), report);
foreach (string warning in exit.Warnings) Say($"host: warning: {warning}");
return exit.Interrupted ? interrupts.ExitCode : exit.ExitCode;

bool Exists(string name) => File.Exists(Path.Combine(args[0], name));

async Task HelpAsync()
{
    using Process process = Process.Start(new ProcessStartInfo("bash", ["helper.sh"]) { WorkingDirectory = args[0] })!;
    await process.WaitForExitAsync();
    Say($"host: its helper gave {process.ExitCode}");
}

// A terminal that has hung up takes no more words.
static void Say(string text)
{
    try
    {
        Console.WriteLine(text);
    }
    catch (IOException)
    {
    }
}
