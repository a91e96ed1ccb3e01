using System.Reflection;
using BuildTiming.Phases;
using Cake.Core;
using Cake.Frosting;

namespace Cake.BuildTiming;

/// <summary>The tasks of a host that are phases, and what each says of its own.</summary>
public sealed class TimedTasks(IEnumerable<IFrostingTask> tasks, TimingOptions options)
{
    private readonly Dictionary<string, IFrostingTask> _timed = tasks.Where(IsTimed).ToDictionary(task => NameOf(task.GetType()));

    /// <summary>The name of a task's type, as targets are named.</summary>
    public static string NameOf(Type task) => task.GetCustomAttribute<TaskNameAttribute>()?.Name ?? task.Name;

    /// <summary>The task is a phase, or may be one: an <see cref="IPhaseTask"/> says of each run whether it is.</summary>
    public static bool IsTimed(IFrostingTask task) =>
        task is ITimedTask or IPhaseTask || task.GetType().IsDefined(typeof(TimedAttribute));

    /// <summary>One of the tasks is a phase.</summary>
    internal bool AnyOf(IEnumerable<string> names) => names.Any(IsPhase);

    /// <summary>The task is a phase.</summary>
    internal bool IsPhase(string task) => _timed.ContainsKey(task);

    /// <summary>The phase of a task that is one; null where it is none in this run.</summary>
    internal PhaseDeclaration? PhaseOf(string task, ICakeContext context)
    {
        IFrostingTask found = _timed[task];
        if (found is IPhaseTask declaring) return declaring.PhaseOf(context);
        (string phase, IEnumerable<KeyValuePair<string, string>> flags) = found is ITimedTask timed
            ? (timed.Phase, timed.Flags(context))
            : (found.GetType().GetCustomAttribute<TimedAttribute>()!.Phase, options.Flags);
        return new PhaseDeclaration(phase, options.Environment, options.Folder,
            string.Join(' ', flags.Select(flag => $"{flag.Key}={flag.Value}")));
    }
}
