using System.Reflection;
using Cake.Core;
using Cake.Core.Diagnostics;

namespace Cake.Frosting.Execution;

/// <summary>Registers the host's tasks with Cake's engine, each with the parts that it overrides.</summary>
internal sealed class TaskRegistrar(ICakeEngine engine, IFrostingContext context, ICakeLog log)
{
    public void Register(IEnumerable<IFrostingTask> tasks)
    {
        foreach (IFrostingTask task in tasks) Register(task);
    }

    private void Register(IFrostingTask task)
    {
        Type type = task.GetType();
        log.Debug("Registering task: {0}", NameOf(type));
        if (task is not ITaskOverrides overrides)
            throw new FrostingException($"The task '{NameOf(type)}' derives neither from FrostingTask nor from AsyncFrostingTask.");
        if (!overrides.ContextType.IsInstanceOfType(context))
        {
            log.Warning("Task '{0}' cannot be used since the context isn't convertible to {1}.", NameOf(type),
                overrides.ContextType.FullName!);
            return;
        }

        CakeTaskBuilder builder = engine.RegisterTask(NameOf(type));
        if (type.GetCustomAttribute<TaskDescriptionAttribute>() is { Description: { Length: > 0 } description })
            builder.Description(description);
        AddActions(builder, task, overrides);
        AddDependencies(builder, type);
    }

    private void AddActions(CakeTaskBuilder builder, IFrostingTask task, ITaskOverrides overrides)
    {
        if (overrides.Run) builder.Does(task.RunAsync);
        if (overrides.ShouldRun) builder.WithCriteria(task.ShouldRun, task.SkippedMessage);
        if (task.GetType().IsDefined(typeof(ContinueOnErrorAttribute))) builder.ContinueOnError();
        if (overrides.OnError) builder.OnError(exception => task.OnError(exception, context));
        if (overrides.Finally) builder.Finally(() => task.Finally(context));
    }

    private static void AddDependencies(CakeTaskBuilder builder, Type type)
    {
        foreach (IsDependentOnAttribute dependency in type.GetCustomAttributes<IsDependentOnAttribute>())
            builder.IsDependentOn(NameOfTask(dependency, "dependency"));
        foreach (IsDependeeOfAttribute dependee in type.GetCustomAttributes<IsDependeeOfAttribute>())
            builder.IsDependeeOf(NameOfTask(dependee, "reverse dependency"));
    }

    private static string NameOfTask(ITaskRelation relation, string kind) =>
        typeof(IFrostingTask).IsAssignableFrom(relation.Task)
            ? NameOf(relation.Task)
            : throw new FrostingException($"The {kind} '{NameOf(relation.Task)}' is not a valid task.");

    private static string NameOf(Type type) => type.GetCustomAttribute<TaskNameAttribute>()?.Name ?? type.Name;
}
