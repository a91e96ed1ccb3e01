using System.Globalization;
using BuildTiming.Model;

namespace BuildTiming.Rows;

/// <summary>Whole numbers as cells hold them: digits with an optional minus, in the invariant culture.</summary>
internal static class Integers
{
    // Not one for any kind of number: it would be compiled in each run anew.
    public static bool TryParse(ReadOnlySpan<char> cell, out int value) =>
        int.TryParse(cell, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);

    public static bool TryParse(ReadOnlySpan<char> cell, out long value) =>
        long.TryParse(cell, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);

    /// <summary>Reads the three cells added, changed, destroyed; none may be negative.</summary>
    public static bool TryParseCounts(
        ReadOnlySpan<char> addedCell, ReadOnlySpan<char> changedCell, ReadOnlySpan<char> destroyedCell, out ResourceCounts counts)
    {
        counts = default;
        if (!TryParse(addedCell, out int added) || !TryParse(changedCell, out int changed) || !TryParse(destroyedCell, out int destroyed))
            return false;
        counts = new ResourceCounts(added, changed, destroyed);
        return added >= 0 && changed >= 0 && destroyed >= 0;
    }
}
