namespace Cake.Frosting;

/// <summary>Makes another task run before this one; several dependencies run in the order they are written.</summary>
/// <param name="type">The other task's class; a type that is no task is an error when the host runs.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class IsDependentOnAttribute(Type type) : Attribute, ITaskRelation
{
    /// <summary>The class of the task that runs before.</summary>
    public Type Task { get; } = type;
}
