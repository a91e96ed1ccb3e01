using System.Globalization;
using System.Text;
using Benchmarks.Measuring;
using BuildTiming.Output;
using BuildTiming.Output.Steps;
using BuildTiming.Running;
using Tests.Shared.Files;

namespace Benchmarks.Scenarios;

/// <summary>A command that prints as fast as it can.</summary>
internal sealed class TeeScenario : IScenario
{
    public string Name => "tee";

    public (string Heading, string Sentence) Title => ("Output of a command",
        "`cat` of a file of Terraform's lines through the host's tee (terminal, log, counts and steps), against `cat file | tee log`; both "
        + "terminals are /dev/null.");

    public async Task<IReadOnlyList<Figure>> MeasureAsync(Extent extent)
    {
        using var folder = new TemporaryFolder();
        int megabytes = extent.IsFull ? 400 : 50;
        string file = folder["output"];
        await WriteAsync(file, megabytes);
        long allocated = 0;
        Samples[] samples = await Alternation.RunAsync(
            extent.Rounds,
            async () =>
            {
                long before = GC.GetTotalAllocatedBytes(precise: true);
                TimeSpan time = await Alternation.TimeAsync(() => RunAsync(folder.Path, file));
                allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
                return time;
            },
            new Command(folder.Path, "bash", "-c", "cat output | tee log >/dev/null").TimeAsync);
        return
        [
            Figure.Compare($"{megabytes} MB, {Rate(samples[0], megabytes)}", samples[0], $"`| tee file`, {Rate(samples[1], megabytes)}",
                samples[1], "≤ 1.5"),
            new Figure($"memory allocated for {megabytes} MB", Figure.Number(allocated / 1024.0, "KiB"), "", null, ""),
            new Figure("largest working set of all scenarios so far", Figure.Number(Environment.WorkingSet / 1048576.0, "MiB"), "", null,
                ""),
        ];
    }

    private static string Rate(Samples samples, int megabytes) => Figure.Number(megabytes * 1000 / samples.Median, "MB/s");

    private static async Task RunAsync(string folder, string file)
    {
        Directory.CreateDirectory(folder);
        using var log = LogFile.Create(folder, "apply-persistent", "dev", "persistent", DateTimeOffset.UnixEpoch);
        using var terminal = new NullDevice();
        var command = new PhaseCommand { Program = "cat", Arguments = [file], WorkingDirectory = folder };
        TimeProvider clock = TimeProvider.System;
        var arrival = new ArrivalTime(clock, clock.GetTimestamp());
        var reader = new OutputReader(new StepTimer(arrival, clock.GetUtcNow(), StepRules.Default));
        PhaseExit exit = await new ProcessTee(clock).RunAsync(command, arrival, log, terminal, reader);
        if (exit.ExitCode != 0) throw new InvalidOperationException("cat failed");
        File.Delete(log.Path);
    }

    private static async Task WriteAsync(string file, int megabytes)
    {
        string[] lines =
        [
            "module.cluster.aws_instance.node[{0}]: Creating...",
            "module.cluster.aws_instance.node[{0}]: Still creating... [id=4711, 10s elapsed]",
            "\u001b[0m\u001b[1mmodule.cluster.aws_instance.node[{0}]: Creation complete after 0s [id=persistent]\u001b[0m",
            "  # aws_subnet.private[{0}] will be created", "      + cidr_block = \"10.0.{0}.0/24\"",
            "[2026-01-24T14:43:27Z] waiting for node {0}",
        ];
        var text = new StringBuilder();
        for (int i = 0; text.Length < 1 << 20; i++)
            text.Append(string.Format(CultureInfo.InvariantCulture, lines[i % lines.Length], i / lines.Length)).Append('\n');
        byte[] chunk = Encoding.UTF8.GetBytes(text.ToString());
        await using FileStream stream = File.Create(file);
        for (int i = 0; i < megabytes; i++) await stream.WriteAsync(chunk);
    }

    private sealed class NullDevice : IOutputTarget, IDisposable
    {
        private readonly FileStream _stream = new("/dev/null", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);

        public string Name => "/dev/null";

        public void Write(ReadOnlySpan<byte> bytes) => _stream.Write(bytes);

        public void Dispose() => _stream.Dispose();
    }
}
