using System.Reflection;
using Cake.BuildTiming;
using Cake.Frosting;

namespace Build.Targets;

/// <summary>The tasks that a run will come to, in that order: of several refusals the first is shown.</summary>
internal static class TaskPlan
{
    /// <summary>
    /// Cake tells a setup only what belongs to the first target; what the others depend on is added from their declarations.
    /// </summary>
    /// <param name="tasks">Every task of the host.</param>
    /// <param name="first">The names that Cake tells.</param>
    /// <param name="targets">The targets of the run.</param>
    public static IReadOnlyList<IFrostingTask> Of(IEnumerable<IFrostingTask> tasks, IEnumerable<string> first, IEnumerable<string> targets)
    {
        List<string> planned = [.. first];
        var seen = new HashSet<string>(planned, StringComparer.OrdinalIgnoreCase);
        Dictionary<string, IFrostingTask> known =
            tasks.ToDictionary(task => TimedTasks.NameOf(task.GetType()), StringComparer.OrdinalIgnoreCase);
        foreach (string target in targets.Skip(1)) Add(target);
        return [.. planned.Where(known.ContainsKey).Select(name => known[name])];

        void Add(string name)
        {
            if (!seen.Add(name) || !known.TryGetValue(name, out IFrostingTask? task)) return;
            foreach (IsDependentOnAttribute dependency in task.GetType().GetCustomAttributes<IsDependentOnAttribute>())
                Add(TimedTasks.NameOf(dependency.Task));
            planned.Add(name);
        }
    }
}
