using Faults.Checks;
using Faults.Worlds;

namespace Faults.Answers;

/// <summary>Every wrong answer at every call of git, on each way to the registry.</summary>
internal static class AnswerSoak
{
    private static readonly string[] Ways = ["none", "direct", "handoff", "merge", AnswerRun.Overtaken];

    /// <returns>The exit code: 1 where something is wrong.</returns>
    public static async Task<int> RunAsync(Action<string> say)
    {
        string folder = Directory.CreateTempSubdirectory("faults-").FullName;
        bool isClean = true;
        foreach (string way in Ways)
        {
            World world = await new WorldBuilder(Path.Combine(folder, way), new Random(1)) { HasHooks = false }.BuildAsync();
            var state = new RepositoryState(world);
            await state.RememberAsync();
            AnswerReport report = await new AnswerSeries(world, way) { IsComplete = true }.RunAsync();
            Audit audit = await Audit.TakeAsync(world);
            string[] complaints =
            [
                .. report.Complaints, .. audit.Census.Lost.Select(key => $"lost: {key}"),
                .. audit.Census.Doubled.Select(key => $"doubled: {key}"),
                .. audit.Complaints([]), .. await state.ComplaintsAsync(),
            ];
            foreach (string complaint in complaints) say($"{way}: {complaint}");
            say(FormattableString.Invariant(
                $"{way}: {report.Calls.Count} calls and {report.Search.Count} in a search, {report.Runs} runs with wrong answers, ")
                + FormattableString.Invariant($"{audit.Started.Count} rows, {complaints.Length} complaints"));
            isClean &= complaints.Length == 0;
        }

        if (isClean) Directory.Delete(folder, recursive: true);
        return isClean ? 0 : 1;
    }
}
