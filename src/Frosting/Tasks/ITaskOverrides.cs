namespace Cake.Frosting;

/// <summary>
/// Tells which of its methods a task overrides: what is not overridden is not registered, so that the engine
/// calls a task without a body «delegated» and evaluates no criterion that cannot fail.
/// </summary>
internal interface ITaskOverrides
{
    /// <summary>The context that the task's methods take.</summary>
    Type ContextType { get; }

    bool Run { get; }

    bool ShouldRun { get; }

    bool OnError { get; }

    bool Finally { get; }
}
