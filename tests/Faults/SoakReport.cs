using System.Globalization;
using Faults.Checks;
using Faults.Hosts;

namespace Faults;

/// <summary>What a soak has seen.</summary>
internal sealed class SoakReport(int seed)
{
    private readonly Dictionary<string, int> _rows = [];
    private readonly Dictionary<string, int> _started = [];
    private readonly List<string> _complaints = [];
    private readonly SortedDictionary<string, int> _strikes = new(StringComparer.Ordinal);

    public int Rounds { get; private set; }

    public int Runs { get; private set; }

    public int Kills { get; private set; }

    /// <summary>Git commands that were made to answer wrongly.</summary>
    public int WrongAnswers { get; private set; }

    public int Started => _started.Values.Sum();

    public int Rows => _rows.Values.Sum();

    public int Lost { get; private set; }

    public int Doubled { get; private set; }

    /// <summary>Everything that is wrong, each with its round.</summary>
    public IReadOnlyList<string> Complaints => _complaints;

    public bool IsClean => Complaints.Count == 0;

    public int ExitCode => IsClean ? 0 : 1;

    /// <summary>Takes the result of a round in.</summary>
    /// <returns>What is wrong in that round.</returns>
    public IReadOnlyList<string> Add(int round, IReadOnlyCollection<HostOutcome> outcomes, Audit audit, IEnumerable<string> others)
    {
        Census census = audit.Census;
        Rounds++;
        Runs += outcomes.Count;
        Kills += outcomes.Count(outcome => outcome.WasKilled);
        WrongAnswers += outcomes.Count(outcome => outcome.WasAnsweredWrongly);
        foreach (HostOutcome struck in outcomes.Where(outcome => outcome.WasKilled || outcome.WasAnsweredWrongly))
            _strikes[struck.Plan.Fault.Name] = _strikes.GetValueOrDefault(struck.Plan.Fault.Name) + 1;
        Lost += census.Lost.Count;
        Doubled += census.Doubled.Count;
        // An audit counts all rounds of its world, and no two worlds have a phase in common.
        foreach ((string key, int count) in audit.Started.CountBy(key => key)) _started[key] = count;
        foreach ((string key, int count) in census.Counts.Where(rows => !audit.Seeds.Contains(rows.Key))) _rows[key] = count;
        return Add(round,
            [.. census.Lost.Select(key => $"lost: {key}"), .. census.Doubled.Select(key => $"doubled: {key}"), .. others]);
    }

    /// <summary>Takes in what is wrong besides.</summary>
    public IReadOnlyList<string> Add(int round, IReadOnlyList<string> found)
    {
        _complaints.AddRange(found.Select(complaint => FormattableString.Invariant($"seed {seed}, round {round}: {complaint}")));
        return found;
    }

    /// <summary>Which faults have struck.</summary>
    public string Strikes => string.Join(", ", _strikes.Select(strike => FormattableString.Invariant($"{strike.Value} {strike.Key}")));

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"seed {seed}: {Rounds} rounds, {Runs} runs, {Kills} kills, {WrongAnswers} wrong answers of git, {Started} started phases, "
        + $"{Rows} rows, {Lost} lost, {Doubled} doubled, {Complaints.Count - Lost - Doubled} other complaints");
}
