using System.Diagnostics;
using System.Globalization;
using Faults.Plans;
using Faults.Worlds;
using Tests.Shared.Git;

namespace Faults.Hosts;

/// <summary>A host at work, and the fault that is to befall it.</summary>
internal sealed class HostRun(World world, HostPlan plan, TimeProvider clock)
{
    /// <summary>Far more than the publish budget, for a machine that has no time: whoever takes longer hangs.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    private static readonly Lock Gate = new();

    private string Folder => Path.Combine(world.Runs, plan.Name);

    /// <summary>Runs the host to its end, whatever end that is.</summary>
    /// <param name="usual">How long a host usually takes.</param>
    public async Task<HostOutcome> RunAsync(TimeSpan usual)
    {
        Directory.CreateDirectory(Folder);
        await File.WriteAllTextAsync(Path.Combine(Folder, "plan"), $"{plan}\n");
        await File.WriteAllTextAsync(Path.Combine(Folder, "cake.config"),
            string.Create(CultureInfo.InvariantCulture,
                $"[Timing]\nPublishBudget={plan.BudgetSeconds}\n\n[Environments]\n{Environments()}"));
        // A folder without a file: git does not see it.
        Directory.CreateDirectory(Path.Combine(plan.Place.Root, "envs", plan.Env));

        long started = clock.GetTimestamp();
        using Process process = Process.Start(await StartInfoAsync())!;
        using var ended = new CancellationTokenSource(Limit, clock);
        Task fault = FaultAsync(process, usual, ended.Token);
        try
        {
            await process.WaitForExitAsync(ended.Token);
        }
        catch (OperationCanceledException)
        {
            ProcessTree.Kill(process.Id, Victims.Tree);
            return new HostOutcome(plan, HostOutcome.Hung, Limit);
        }

        await ended.CancelAsync();
        await fault;
        return new HostOutcome(plan, process.ExitCode, clock.GetElapsedTime(started))
        {
            WasAnsweredWrongly = plan.Fault is CommandStep { Victims: Victims.Git } step
                && Directory.Exists(Path.Combine(Folder, step.Folder)),
        };
    }

    /// <summary>
    /// The folders of all environments that have come so far, as one configuration of the repository would name them: who merges must know
    /// them.
    /// </summary>
    private string Environments()
    {
        lock (Gate)
        {
            File.WriteAllText(Path.Combine(world.Runs, $"{plan.Env}.environment"), $"{plan.Env}={plan.Folder}\n");
            return string.Concat(Directory.GetFiles(world.Runs, "*.environment").Order(StringComparer.Ordinal).Select(File.ReadAllText));
        }
    }

    /// <summary>Kills the host when its time has come; faults that the scripts bring about need nothing here.</summary>
    private async Task FaultAsync(Process host, TimeSpan usual, CancellationToken ended)
    {
        try
        {
            if (plan.Fault is RandomMoment moment) await Task.Delay(moment.Fraction * usual, clock, ended);
            else if (plan.Fault is JournalStep step) await JournalChangesAsync(step.Change, ended);
            else if (plan.Fault is AfterStart start) await AfterStartAsync(start.Milliseconds, ended);
            else return;
            if (!host.HasExited) ProcessTree.Kill(host.Id, plan.Fault.Victims);
        }
        catch (OperationCanceledException)
        {
            // The host has ended before its time had come.
        }
    }

    private async Task AfterStartAsync(int milliseconds, CancellationToken ended)
    {
        using (var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10), clock))
        {
            while (!File.Exists(Path.Combine(Folder, "started"))) await timer.WaitForNextTickAsync(ended);
        }

        await Task.Delay(TimeSpan.FromMilliseconds(milliseconds), clock, ended);
    }

    private async Task JournalChangesAsync(int count, CancellationToken ended)
    {
        var due = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        // The journal's folder need not exist yet.
        using var watcher =
            new FileSystemWatcher(plan.Place.Repository.GitFolder) { IncludeSubdirectories = true, NotifyFilter = NotifyFilters.FileName };
        watcher.Created += Count;
        watcher.Renamed += Count;
        watcher.Deleted += Count;
        watcher.EnableRaisingEvents = true;
        await due.Task.WaitAsync(ended);

        void Count(object sender, FileSystemEventArgs change)
        {
            if (change.FullPath.StartsWith(plan.Place.Journal, StringComparison.Ordinal) && Interlocked.Decrement(ref count) == 0)
                due.TrySetResult();
        }
    }

    private async Task<ProcessStartInfo> StartInfoAsync()
    {
        // Output goes to a file and not through a pipe, which the survivors of a killed host would hold. exec keeps the process.
        var start = new ProcessStartInfo("bash",
            ["-c", "exec \"$@\" </dev/null >output 2>&1", "host", "dotnet", await CompiledHost.PathAsync(), .. plan.Arguments])
        {
            WorkingDirectory = Folder,
        };
        Dictionary<string, string?> inherited = new(start.Environment);
        start.Environment.Clear();
        foreach (string name in new[] { "DOTNET_ROOT", "TMPDIR" })
        {
            if (inherited.TryGetValue(name, out string? value)) start.Environment[name] = value;
        }

        string stubs = plan.Fault is CommandStep ? $"{WorldBuilder.Below}:{WorldBuilder.Scripts}" : WorldBuilder.Scripts;
        start.Environment["PATH"] = $"{stubs}:{inherited["PATH"]}";
        start.Environment["HOME"] = world.Folder;
        start.Environment["GIT_CONFIG_NOSYSTEM"] = "1";
        start.Environment["FAULT_WORLD"] = world.Folder;
        start.Environment["FAULT_SCRIPTS"] = WorldBuilder.Scripts;
        start.Environment["FAULT_GIT"] = GitRunner.Program;
        start.Environment["FAULT_LEDGER"] = world.Ledger;
        start.Environment["FAULT_FOLDER"] = Folder;
        foreach ((string name, string value) in plan.Variables) start.Environment[name] = value;
        return start;
    }
}
