using System.Reflection;
using Cake.BuildTiming;
using Cake.Frosting;

namespace Build.Targets;

/// <summary>The targets of this host, from their declarations.</summary>
internal static class TaskNames
{
    private static readonly Lazy<IReadOnlyList<HelpLine>> Found = new(() =>
    [
        .. typeof(TaskNames).Assembly.GetExportedTypes()
            .Where(type => type is { IsClass: true, IsAbstract: false } && typeof(IFrostingTask).IsAssignableFrom(type))
            .Select(type =>
                new HelpLine(TimedTasks.NameOf(type), type.GetCustomAttribute<TaskDescriptionAttribute>()?.Description ?? string.Empty))
            .OrderBy(task => task.Name, StringComparer.Ordinal),
    ]);

    /// <summary>Every target with its description.</summary>
    public static IReadOnlyList<HelpLine> All => Found.Value;

    /// <summary>Targets as one name, each as it is declared, however the caller spelled it.</summary>
    public static string Joined(IEnumerable<string> targets) => string.Join(", ", targets.Select(target =>
        All.FirstOrDefault(task => task.Name.Equals(target, StringComparison.OrdinalIgnoreCase))?.Name ?? target));
}
