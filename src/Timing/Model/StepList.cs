using System.Collections.ObjectModel;

namespace BuildTiming.Model;

/// <summary>Steps that are equal by content, so that records that hold them are.</summary>
internal sealed class StepList : ReadOnlyCollection<Step>
{
    /// <summary>No steps.</summary>
    public static readonly StepList None = new([]);

    private StepList(IList<Step> steps)
        : base(steps)
    {
    }

    /// <summary>The steps as they are now.</summary>
    public static StepList Of(IReadOnlyCollection<Step> steps) =>
        steps as StepList ?? (steps.Count == 0 ? None : new StepList([.. steps]));

    public override bool Equals(object? obj) => obj is StepList other && this.SequenceEqual(other);

    public override int GetHashCode() => Count;
}
