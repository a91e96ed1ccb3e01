namespace Cake.Frosting;

/// <summary>Describes a task to whoever asks for <c>--description</c>.</summary>
/// <param name="description">One sentence.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class TaskDescriptionAttribute(string description) : Attribute
{
    /// <summary>What the task does.</summary>
    public string Description { get; } = description;
}
