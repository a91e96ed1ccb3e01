namespace Cake.Frosting;

/// <summary>Names a task; without it, a task is named after its class.</summary>
/// <param name="name">The name; the engine ignores its case.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class TaskNameAttribute(string name) : Attribute
{
    /// <summary>The name by which a target or a dependency finds the task.</summary>
    public string Name { get; } = name;
}
