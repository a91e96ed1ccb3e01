namespace Cake.Frosting;

/// <summary>
/// Lets the build go on, and succeed, when the task fails. It cannot be combined with
/// <see cref="IFrostingTask.OnError"/>: the engine takes one error handler a task.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ContinueOnErrorAttribute : Attribute;
