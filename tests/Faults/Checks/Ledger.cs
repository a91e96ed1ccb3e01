using Faults.Worlds;

namespace Faults.Checks;

/// <summary>Which phases have started, as their scripts themselves say.</summary>
internal sealed record Ledger(IReadOnlySet<string> Started, IReadOnlyList<string> Unjournaled)
{
    public static Ledger Read(World world)
    {
        // "STARTED <env>/<phase> <whether the journal knew>"
        string[][] lines = [.. File.ReadLines(world.Ledger).Select(line => line.Split(' '))];
        return new Ledger(lines.Select(fields => fields[1])
            .ToHashSet(), [.. lines.Where(fields => fields[2] == "no").Select(fields => fields[1])]);
    }
}
