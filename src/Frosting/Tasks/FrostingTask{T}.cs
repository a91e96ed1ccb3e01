using Cake.Core;

namespace Cake.Frosting;

/// <summary>A synchronous task; a task that overrides nothing only gathers its dependencies.</summary>
/// <typeparam name="T">The build's context; a task whose context is not the host's is left out with a warning.</typeparam>
public abstract class FrostingTask<T> : IFrostingTask, ITaskOverrides
    where T : ICakeContext
{
    Type ITaskOverrides.ContextType => typeof(T);

    // A delegate on a virtual method knows the method that a call would reach: no search by name.
    bool ITaskOverrides.Run => ((Action<T>)Run).Method.DeclaringType != typeof(FrostingTask<T>);

    bool ITaskOverrides.ShouldRun => ((Func<T, bool>)ShouldRun).Method.DeclaringType != typeof(FrostingTask<T>);

    bool ITaskOverrides.OnError => ((Action<Exception, T>)OnError).Method.DeclaringType != typeof(FrostingTask<T>);

    bool ITaskOverrides.Finally => ((Action<T>)Finally).Method.DeclaringType != typeof(FrostingTask<T>);

    /// <inheritdoc cref="IFrostingTask.SkippedMessage"/>
    public virtual string SkippedMessage => "";

    /// <inheritdoc cref="IFrostingTask.RunAsync"/>
    public virtual void Run(T context)
    {
    }

    /// <inheritdoc cref="IFrostingTask.ShouldRun"/>
    public virtual bool ShouldRun(T context) => true;

    /// <inheritdoc cref="IFrostingTask.OnError"/>
    public virtual void OnError(Exception exception, T context)
    {
    }

    /// <inheritdoc cref="IFrostingTask.Finally"/>
    public virtual void Finally(T context)
    {
    }

    Task IFrostingTask.RunAsync(ICakeContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        Run((T)context);
        return Task.CompletedTask;
    }

    bool IFrostingTask.ShouldRun(ICakeContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return ShouldRun((T)context);
    }

    void IFrostingTask.OnError(Exception exception, ICakeContext context)
    {
        ArgumentNullException.ThrowIfNull(exception);
        ArgumentNullException.ThrowIfNull(context);
        OnError(exception, (T)context);
    }

    void IFrostingTask.Finally(ICakeContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        Finally((T)context);
    }
}
