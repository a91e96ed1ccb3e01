namespace BuildTiming.Model;

/// <summary>How many resources Terraform or OpenTofu added, changed and destroyed.</summary>
/// <remarks>A replaced resource counts once as added and once as destroyed, as in Terraform's own summary.</remarks>
/// <param name="Added">Resources created.</param>
/// <param name="Changed">Resources updated in place.</param>
/// <param name="Destroyed">Resources destroyed.</param>
public readonly record struct ResourceCounts(int Added, int Changed, int Destroyed)
{
    /// <summary>Nothing added, changed or destroyed.</summary>
    public static ResourceCounts None => default;

    /// <summary>The sum of two runs within one phase; no count grows beyond what a row can hold.</summary>
    public static ResourceCounts operator +(ResourceCounts left, ResourceCounts right) =>
        new(Sum(left.Added, right.Added), Sum(left.Changed, right.Changed), Sum(left.Destroyed, right.Destroyed));

    /// <summary>The form of commit messages and tables: <c>+17 ~0 -0</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"+{Added} ~{Changed} -{Destroyed}");

    private static int Sum(int left, int right) => (int)Math.Min((long)left + right, int.MaxValue);
}
