namespace Cake.Frosting;

/// <summary>Makes this task run before another one, which need not know about it.</summary>
/// <param name="type">The other task's class; a type that is no task is an error when the host runs.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class IsDependeeOfAttribute(Type type) : Attribute, ITaskRelation
{
    /// <summary>The class of the task that runs after.</summary>
    public Type Task { get; } = type;
}
