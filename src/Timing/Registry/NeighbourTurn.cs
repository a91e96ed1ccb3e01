using System.Security.Cryptography;
using System.Text;
using BuildTiming.Journal;

namespace BuildTiming.Registry;

/// <summary>Lets the writers of one machine that push to the same remote go one after the other.</summary>
/// <remarks>
/// A courtesy and no guarantee: writers that run side by side slow each other down, and all but one of them work in vain. Whoever does not
/// get a turn, for whatever reason, goes without; what makes rows land once is the push itself.
/// </remarks>
internal static class NeighbourTurn
{
    /// <summary>Longer than the turns of dozens of writers; what is left of the usual budget of 30 s is for trying without.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(25);

    /// <summary>Waits for a turn, to be disposed when it is over; null where there is none to be had.</summary>
    /// <param name="address">The remote's address.</param>
    /// <param name="clock">Measures the waits.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public static async Task<IDisposable?> TakeAsync(string address, TimeProvider clock, CancellationToken cancellation)
    {
        string folder = Path.Combine(Path.GetTempPath(), "build-timing-" + Environment.UserName);
        string name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(address)))[..16] + ".lock";
        using var patience = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        try
        {
            return await FileLock.AcquireAsync(folder, name, clock, either.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // Long enough.
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // No folder for it: then without.
        }

        return null;
    }
}
