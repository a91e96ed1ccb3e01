using System.Security.Cryptography;
using System.Text;
using BuildTiming.Files;

namespace BuildTiming.Publishing;

/// <summary>Lets the writers of one machine that push to the same remote go one after the other.</summary>
/// <remarks>
/// A courtesy and no guarantee: writers that run side by side slow each other down, and all but one of them work in vain. Whoever does not
/// get a turn, for whatever reason, goes without; what makes rows land once is the push itself.
/// </remarks>
internal static class NeighbourTurn
{
    /// <summary>Longer than a turn at a far remote. A neighbour that takes longer hangs, or was stopped: nobody waits for it.</summary>
    private static readonly TimeSpan LongestTurn = TimeSpan.FromSeconds(5);

    /// <summary>Waits for a turn, to be disposed when it is over; null where there is none to be had.</summary>
    /// <param name="address">The remote's address.</param>
    /// <param name="clock">Measures the turns of the others.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public static async Task<IDisposable?> TakeAsync(string address, TimeProvider clock, CancellationToken cancellation)
    {
        if (TurnFolder.Find() is not { } folder) return null;
        string name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(address)))[..16] + ".lock";
        string file = Path.Combine(folder, name);
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        try
        {
            Task<IDisposable> turn = FileLock.AcquireAsync(folder, name, FileRights.Private, clock, waiting.Token);
            if (!await ComesAsync(turn, file, clock, cancellation)) await waiting.CancelAsync();
            IDisposable taken = await turn;
            Begin(file, clock);
            return taken;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // The one whose turn it is does not come to an end.
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // No folder for it: then without.
        }

        return null;
    }

    private static void Begin(string file, TimeProvider clock)
    {
        try
        {
            File.SetLastWriteTimeUtc(file, clock.GetUtcNow().UtcDateTime);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Those who wait do so for less long.
        }
    }

    /// <summary>
    /// Waits for as long as turns begin, which the file's time tells; false when none has begun for longer than one may take.
    /// </summary>
    private static async Task<bool> ComesAsync(Task turn, string file, TimeProvider clock, CancellationToken cancellation)
    {
        while (!turn.IsCompleted)
        {
            DateTime latest = File.GetLastWriteTimeUtc(file);
            using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            await Task.WhenAny(turn, Task.Delay(LongestTurn, clock, over.Token));
            await over.CancelAsync();
            if (!turn.IsCompleted && File.GetLastWriteTimeUtc(file) == latest) return false;
        }

        return true;
    }
}
