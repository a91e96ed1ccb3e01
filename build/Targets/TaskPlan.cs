using Cake.BuildTiming;
using System.Reflection;
using Cake.Frosting;

namespace Build.Targets;

/// <summary>The tasks that a run will come to.</summary>
internal static class TaskPlan
{
    /// <summary>Cake tells a setup only what belongs to the first target; what the others depend on is added from their declarations.</summary>
    /// <param name="tasks">Every task of the host.</param>
    /// <param name="first">The names that Cake tells.</param>
    /// <param name="targets">The targets of the run.</param>
    public static IReadOnlyList<IFrostingTask> Of(IEnumerable<IFrostingTask> tasks, IEnumerable<string> first, IEnumerable<string> targets)
    {
        var planned = new HashSet<string>(first, StringComparer.OrdinalIgnoreCase);
        Dictionary<string, IFrostingTask> known = tasks.ToDictionary(task => TimedTasks.NameOf(task.GetType()), StringComparer.OrdinalIgnoreCase);
        foreach (string target in targets.Skip(1)) Add(target);
        return [.. known.Where(task => planned.Contains(task.Key)).Select(task => task.Value)];

        void Add(string name)
        {
            if (!planned.Add(name) || !known.TryGetValue(name, out IFrostingTask? task)) return;
            foreach (IsDependentOnAttribute dependency in task.GetType().GetCustomAttributes<IsDependentOnAttribute>()) Add(TimedTasks.NameOf(dependency.Task));
        }
    }
}
