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

    /// <summary>The sum of two runs within one phase.</summary>
    public static ResourceCounts operator +(ResourceCounts left, ResourceCounts right) =>
        new(left.Added + right.Added, left.Changed + right.Changed, left.Destroyed + right.Destroyed);

    /// <summary>The form of commit messages and tables: <c>+17 ~0 -0</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"+{Added} ~{Changed} -{Destroyed}");
}
