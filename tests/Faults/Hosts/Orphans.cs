using System.Diagnostics;
using Faults.Worlds;

namespace Faults.Hosts;

/// <summary>What dead hosts have started ends by itself: a script at its end, git when nobody talks to it any more.</summary>
internal static class Orphans
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    /// <summary>Waits for all processes of a world.</summary>
    /// <returns>Complaints about those that do not end; they are killed.</returns>
    public static Task<IReadOnlyList<string>> EndedAsync(World world, TimeProvider clock) =>
        EndedAsync($"FAULT_WORLD={world.Folder}", clock);

    /// <summary>Waits for all processes of a run.</summary>
    public static Task<IReadOnlyList<string>> EndedAsync(string env, World world, TimeProvider clock) =>
        EndedAsync($"FAULT_FOLDER={Path.Combine(world.Runs, env)}", clock);

    private static async Task<IReadOnlyList<string>> EndedAsync(string variable, TimeProvider clock)
    {
        using var limit = new CancellationTokenSource(Limit, clock);
        try
        {
            while (ProcessTree.With(variable) is [var first, ..])
            {
                using Process? process = Find(first.Process);
                if (process is not null) await process.WaitForExitAsync(limit.Token);
            }

            return [];
        }
        catch (OperationCanceledException)
        {
            IReadOnlyList<(int Process, string Command)> left = ProcessTree.With(variable);
            foreach ((int process, _) in left) ProcessTree.Kill(process);
            return [.. left.Select(orphan => $"an orphan is left: {orphan.Command}")];
        }
    }

    private static Process? Find(int id)
    {
        try
        {
            return Process.GetProcessById(id);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
