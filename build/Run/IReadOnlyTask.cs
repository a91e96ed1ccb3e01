using Cake.Frosting;

namespace Build.Run;

/// <summary>A task that looks at what there is and changes nothing: where only such run, killed runs stay as they are, too.</summary>
public interface IReadOnlyTask : IFrostingTask
{
}
