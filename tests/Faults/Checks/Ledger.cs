using Faults.Worlds;

namespace Faults.Checks;

/// <summary>Which phases have started, each as often as it did, as their scripts themselves say.</summary>
internal sealed record Ledger(IReadOnlyList<string> Started, IReadOnlyList<string> Unjournaled)
{
    public static Ledger Read(World world)
    {
        // "STARTED <env>/<phase> <whether the journal knew>"
        string[][] lines = [.. File.ReadLines(world.Ledger).Select(line => line.Split(' '))];
        IEnumerable<string[]> unjournaled = lines.Where(fields => fields[2] == "no");
        return new Ledger([.. lines.Select(fields => fields[1])], [.. unjournaled.Select(fields => fields[1])]);
    }
}
