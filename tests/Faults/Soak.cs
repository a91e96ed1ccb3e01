using System.Globalization;
using Faults.Checks;
using Faults.Forms;
using Faults.Worlds;

namespace Faults;

/// <summary>Round after round in world after world, all drawn from one seed.</summary>
/// <param name="form">Who is at work, and what befalls them.</param>
/// <param name="seed">Gives the same worlds and plans each time; what the kills hit depends on the machine too.</param>
/// <param name="limit">When it ends.</param>
/// <param name="clock">Measures, and waits for random moments.</param>
/// <param name="say">Told of each round.</param>
internal sealed class Soak(SoakForm form, int seed, SoakLimit limit, TimeProvider clock, Action<string> say)
{
    private const int RoundsPerWorld = 8;

    public async Task<SoakReport> RunAsync()
    {
        var report = new SoakReport(seed);
        long started = clock.GetTimestamp();
        string folder = Directory.CreateTempSubdirectory("faults-").FullName;
        var usual = TimeSpan.FromSeconds(2);
        for (int round = 0; !limit.IsReached(report, clock.GetElapsedTime(started));)
        {
            string worldFolder = Path.Combine(folder, round.ToString(CultureInfo.InvariantCulture));
            World world =
                await new WorldBuilder(worldFolder, Dice(round, salt: 1)) { CloneCount = form.Clones, WorktreeCount = form.Worktrees }
                .BuildAsync();
            var state = new RepositoryState(world);
            await state.RememberAsync();
            var rounds = new Round(world, form, clock) { Usual = usual };
            bool isClean = true;
            for (int end = round + RoundsPerWorld; isClean && round < end
                && !limit.IsReached(report, clock.GetElapsedTime(started)); round++)
            {
                isClean = Tell(round, await rounds.RunAsync(round, Dice(round, salt: 2), report));
                say(report.ToString());
            }

            // Looked through once: what is wrong with a repository stays wrong.
            isClean &= Tell(round - 1, report.Add(round - 1, await state.ComplaintsAsync()));
            usual = rounds.Usual;
            round = (round + RoundsPerWorld - 1) / RoundsPerWorld * RoundsPerWorld;
            // A world in which something went wrong is the evidence.
            if (isClean) Directory.Delete(worldFolder, recursive: true);
            else say($"kept for a look: {worldFolder}");
        }

        if (report.IsClean) Directory.Delete(folder, recursive: true);
        return report;
    }

    private bool Tell(int round, IReadOnlyList<string> complaints)
    {
        foreach (string complaint in complaints) say($"round {round}: {complaint}");
        return complaints.Count == 0;
    }

    /// <summary>Each round has its own numbers: it can be drawn again without those before it.</summary>
    private Random Dice(int round, int salt) => new(unchecked((seed * 397) ^ (round * 8191) ^ (salt << 24)));
}
