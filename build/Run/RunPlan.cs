using System.Reflection;
using Build.Options;
using BuildTiming.Sessions;
using Cake.BuildTiming;
using Cake.Core;
using Cake.Frosting;
using Microsoft.Extensions.DependencyInjection;

namespace Build.Run;

/// <summary>The tasks that a run will come to, in that order. Where there is a plan, all of them can be done.</summary>
/// <param name="Tasks">The tasks.</param>
public sealed record RunPlan(IReadOnlyList<IFrostingTask> Tasks)
{
    /// <summary>A phase that is about the Terraform root is among them.</summary>
    public bool UsesTerraformRoot => Tasks.Any(task => task is ITimedTask);

    /// <summary>A phase is among them.</summary>
    public bool HasPhases(BuildContext context) =>
        Tasks.Any(task => task is IPhaseTask declaring ? declaring.PhaseOf(context) is not null : TimedTasks.IsTimed(task));

    /// <summary>It only looks at what there is.</summary>
    public bool IsReadOnly => Tasks.Count > 0 && Tasks.All(task => task is IReadOnlyTask);

    /// <summary>The plan of this run.</summary>
    /// <remarks>
    /// It is made before the context, and with it before Cake begins to report on the run: what is refused is one message. Of several
    /// refusals the first is shown. A dry run does nothing, and refuses nothing.
    /// </remarks>
    /// <exception cref="CakeException">What cannot be done, and what to do.</exception>
    internal static RunPlan Checked(IServiceProvider services)
    {
        BuildOptions options = services.GetRequiredService<BuildOptions>();
        RunPlan plan = Of(services.GetServices<IFrostingTask>(), options);
        if (options.IsDryRun) return plan;
        try
        {
            foreach (IHasPreconditions task in plan.Tasks.OfType<IHasPreconditions>()) task.Require(options);
            Adoption.Require(options, services.GetRequiredService<BuildTimingSession>());
            return plan;
        }
        catch (CakeException refusal)
        {
            services.GetRequiredService<ExitCode>().Keep(refusal);
            throw;
        }
    }

    private static RunPlan Of(IEnumerable<IFrostingTask> tasks, BuildOptions options)
    {
        var planned = new List<IFrostingTask>();
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var known =
            tasks.ToDictionary(task => TimedTasks.NameOf(task.GetType()), StringComparer.OrdinalIgnoreCase);
        foreach (string target in options.Targets) Add(target);
        return new(planned);

        void Add(string name)
        {
            if (!seen.Add(name) || !known.TryGetValue(name, out IFrostingTask? task)) return;
            if (!options.IsExclusive)
            {
                foreach (IsDependentOnAttribute dependency in task.GetType().GetCustomAttributes<IsDependentOnAttribute>())
                    Add(TimedTasks.NameOf(dependency.Task));
            }

            planned.Add(task);
        }
    }
}
