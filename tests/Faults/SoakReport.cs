using System.Globalization;
using Faults.Checks;
using Faults.Hosts;

namespace Faults;

/// <summary>What a soak has seen.</summary>
internal sealed class SoakReport(int seed)
{
    private readonly HashSet<string> _rows = [];
    private readonly List<string> _complaints = [];
    private readonly SortedDictionary<string, int> _killsByStep = new(StringComparer.Ordinal);

    public int Rounds { get; private set; }

    public int Runs { get; private set; }

    public int Kills { get; private set; }

    public int Lost { get; private set; }

    public int Doubled { get; private set; }

    /// <summary>Everything that is wrong, each with its round.</summary>
    public IReadOnlyList<string> Complaints => _complaints;

    public bool IsClean => Complaints.Count == 0;

    public int ExitCode => IsClean ? 0 : 1;

    /// <summary>Takes the result of a round in.</summary>
    /// <returns>What is wrong in that round.</returns>
    public IReadOnlyList<string> Add(int round, IReadOnlyCollection<HostOutcome> outcomes, Census census, IEnumerable<string> others)
    {
        Rounds++;
        Runs += outcomes.Count;
        Kills += outcomes.Count(outcome => outcome.WasKilled);
        foreach (HostOutcome killed in outcomes.Where(outcome => outcome.WasKilled))
            _killsByStep[killed.Plan.Fault.Name] = _killsByStep.GetValueOrDefault(killed.Plan.Fault.Name) + 1;
        Lost += census.Lost.Count;
        Doubled += census.Doubled.Count;
        _rows.UnionWith(census.Rows);
        string[] found = [.. census.Lost.Select(key => $"lost: {key}"), .. census.Doubled.Select(key => $"doubled: {key}"), .. others];
        _complaints.AddRange(found.Select(complaint => FormattableString.Invariant($"seed {seed}, round {round}: {complaint}")));
        return found;
    }

    /// <summary>Where the kills have struck.</summary>
    public string Strikes => string.Join(", ", _killsByStep.Select(strike => FormattableString.Invariant($"{strike.Value} {strike.Key}")));

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"seed {seed}: {Rounds} rounds, {Runs} runs, {Kills} kills, {_rows.Count} rows, {Lost} lost, {Doubled} doubled, "
        + $"{Complaints.Count - Lost - Doubled} other complaints");
}
