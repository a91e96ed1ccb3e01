namespace Faults.Checks;

/// <summary>Counts: each phase that has started has one row, and no phase has two.</summary>
internal sealed record Census
{
    public required IReadOnlySet<string> Rows { get; init; }

    /// <summary>Phases that have started and have no row.</summary>
    public required IReadOnlyList<string> Lost { get; init; }

    /// <summary>Phases with more than one row.</summary>
    public required IReadOnlyList<string> Doubled { get; init; }

    /// <param name="started">The phases of which it is known that they have started.</param>
    /// <param name="sightings">Every row, wherever it counts. A phase that was killed on its way to its script may have one.</param>
    public static Census Take(IEnumerable<string> started, IReadOnlyList<Sighting> sightings)
    {
        ILookup<string, Sighting> found = sightings.ToLookup(sighting => sighting.Key);
        return new Census
        {
            Rows = found.Select(rows => rows.Key).ToHashSet(),
            Lost = [.. started.Where(key => !found.Contains(key))],
            Doubled = [.. found.Where(rows => rows.Count() > 1)
                .Select(rows => $"{rows.Key} on {string.Join(" and ", rows.Select(row => row.Where))}")],
        };
    }
}
