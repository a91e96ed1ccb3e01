using BuildTiming.Model;
using BuildTiming.Registry;
using BuildTiming.Rows;

namespace BuildTiming.Handoffs;

/// <summary>The steps in the files of a handoff.</summary>
internal static class HandoffSteps
{
    /// <summary>The rows, each with its steps. Of two runs that nothing tells apart the first one gets the steps of both.</summary>
    /// <param name="rows">The rows of the handoff.</param>
    /// <param name="files">Its files of steps.</param>
    /// <exception cref="FormatException">A file holds anything else than the header and steps of rows of its folder.</exception>
    public static IEnumerable<FiledRow> Attach(IReadOnlyList<FiledRow> rows, IReadOnlyCollection<(string Path, string Text)> files)
    {
        if (files.Count == 0) return rows;
        ILookup<Owner, FiledRow> owners = rows.ToLookup(filed => Owner.Of(filed.Folder, filed.Row));
        // Rows of two runs may be equal.
        ILookup<object, Step> steps = files.SelectMany(file => Read(file.Path, file.Text, owners))
            .ToLookup(read => (object)read.Owner, read => read.Step, ReferenceEqualityComparer.Instance);
        return rows.Select(filed => filed with { Steps = [.. steps[filed]] });
    }

    private static IEnumerable<(FiledRow Owner, Step Step)> Read(string path, string text, ILookup<Owner, FiledRow> owners)
    {
        string folder = RegistryPath.FolderOfSteps(path) ?? throw new ArgumentException("no file of steps", nameof(path));
        return HandoffLines.Read(path, text, StepCsv.Header, line =>
        {
            RegistryStep step = StepCsv.ParseLine(line);
            FiledRow? owner = owners[new(folder, step.StartUtc, step.Phase, step.Env, step.BuildId)].FirstOrDefault();
            return owner is null ? throw new FormatException("The step belongs to no row of the handoff.") : (owner, step.Step);
        });
    }

    /// <summary>The cells that a step shares with its row.</summary>
    private sealed record Owner(string Folder, DateTimeOffset Start, string Phase, string Env, string BuildId)
    {
        public static Owner Of(string folder, TimingRow row) => new(folder, row.Start, row.Phase, row.Env, row.BuildId);
    }
}
