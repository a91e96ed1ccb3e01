namespace Cake.Frosting;

/// <summary>Names the other task of a dependency.</summary>
internal interface ITaskRelation
{
    /// <summary>The other task's class.</summary>
    Type Task { get; }
}
