using BuildTiming.Model;

namespace Faults.Checks;

/// <summary>A row, or a run without one yet, at a place where it counts.</summary>
/// <param name="Key">Environment and phase: one run of one phase.</param>
/// <param name="Where">The place, for messages.</param>
/// <param name="Row">The row; null for a run of the journal.</param>
internal sealed record Sighting(string Key, string Where, TimingRow? Row)
{
    public static Sighting Of(TimingRow row, string where) => new($"{row.Env}/{row.Phase}", where, row);
}
