namespace Faults.Checks;

/// <summary>
/// Counts: each phase that has started has one row, and nothing has two. Phases that are called alike have as many rows as have started.
/// </summary>
internal sealed record Census
{
    /// <summary>How many rows each phase has.</summary>
    public required IReadOnlyDictionary<string, int> Counts { get; init; }

    public IEnumerable<string> Rows => Counts.Keys;

    /// <summary>Phases that have started and have no row, each as often as one is missing.</summary>
    public required IReadOnlyList<string> Lost { get; init; }

    /// <summary>Phases with more rows than there can be.</summary>
    public required IReadOnlyList<string> Doubled { get; init; }

    /// <param name="started">The phases of which it is known that they have started, each as often as it has.</param>
    /// <param name="sightings">Every row, wherever it counts. A phase that was killed on its way to its script may have one.</param>
    public static Census Take(IEnumerable<string> started, IReadOnlyList<Sighting> sightings)
    {
        ILookup<string, Sighting> found = sightings.ToLookup(sighting => sighting.Key);
        var expected = started.CountBy(key => key).ToDictionary();
        return new Census
        {
            Counts = found.ToDictionary(rows => rows.Key, rows => rows.Count()),
            Lost = [.. expected.SelectMany(phase => Enumerable.Repeat(phase.Key, Math.Max(0, phase.Value - found[phase.Key].Count())))],
            Doubled =
            [
                .. found.Where(rows => rows.Count() > Math.Max(1, expected.GetValueOrDefault(rows.Key)))
                    .Select(rows => $"{rows.Key} on {string.Join(" and ", rows.Select(row => row.Where))}"),
            ],
        };
    }
}
