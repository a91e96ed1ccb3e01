using BuildTiming.Model;
using BuildTiming.Rows;
using BuildTiming.Sessions.Status;

namespace Cake.BuildTiming.Output.Status;

/// <summary>Says what is under way in a clone and what waits in it: a part each, and none for what there is nothing of.</summary>
/// <param name="status">What was found.</param>
/// <param name="options">Give names and commands.</param>
/// <param name="now">The time.</param>
/// <param name="signs">How lines look.</param>
internal sealed class StatusText(CloneStatus status, TimingOptions options, DateTimeOffset now, LineStyle signs)
{
    /// <summary>Of what is alike so many are shown.</summary>
    private const int Shown = 5;

    private readonly Paragraph _paragraph = new(signs.Columns);

    /// <summary>Where logs are, for their paths.</summary>
    public required LogPlace Logs { get; init; }

    /// <summary>The lines.</summary>
    /// <param name="env">The environment that alone is asked for; null for all.</param>
    public IEnumerable<string> Lines(string? env)
    {
        UnfinishedPhase[] running = [.. status.Running.Where(phase => IsAsked(phase.Entry.Start.Env))];
        TimingRow[] waiting = [.. status.Waiting.Select(entry => entry.Row!).Where(row => IsAsked(row.Env))];
        if (running.Length + waiting.Length + status.Left.Count + status.Handoffs.Count == 0)
            yield return env is null ? "Nothing runs here, and nothing waits." : $"Nothing of {env} runs here, and nothing of it waits.";
        foreach (string line in new RunningText(Logs, _paragraph).Lines(running)) yield return line;
        foreach (string line in Waiting(waiting)) yield return line;
        foreach (string line in Handoffs()) yield return line;
        foreach (string line in new LeftText(now, _paragraph).Lines(status.Left)) yield return line;
        RegistryRow[] landed = [.. status.Registry.Rows.Select(last => last.Row).Where(row => IsAsked(row.Env))];
        foreach (string line in Landed(landed)) yield return line;
        int others = status.Running.Count + status.Waiting.Count - running.Length - waiting.Length;
        if (others > 0) yield return $"{Figures.Count(others, "run")} of other environments: see without --env.";

        bool IsAsked(string name) => env is null || name == env;
    }

    private IEnumerable<string> Waiting(TimingRow[] rows)
    {
        if (rows.Length == 0) yield break;
        string oldest = rows.Length > Shown ? $", the oldest {Figures.Age(now - rows[0].Start)} old" : "";
        yield return $"Waiting here to be published: {Figures.Count(rows.Length, "row")}{oldest}";
        foreach (TimingRow row in rows.TakeLast(Shown))
        {
            foreach (string line in Row(row.ExitCode, row.Phase, row.Env, row.DurationSeconds, row.End)) yield return line;
        }

        if (rows.Length > Shown) yield return $"    and {rows.Length - Shown} earlier ones";
        if (options.PublishCommand is not { } command) yield break;
        foreach (string line in _paragraph.OfText(2, "The next run publishes what is there, and so does:")) yield return line;
        yield return "    " + command;
    }

    private IEnumerable<string> Handoffs() => status.Handoffs.Count == 0
        ? []
        : _paragraph.Of(0,
        [
            $"Waiting on {options.Remote} to be merged:", Figures.Count(status.Handoffs.Count, "handoff"),
            .. status.Handoffs.Oldest is { } oldest ? [$"(the oldest {Figures.Age(now - oldest)} old),"] : Array.Empty<string>(),
            Heard(status.Handoffs.Heard),
        ]);

    private IEnumerable<string> Landed(RegistryRow[] rows)
    {
        string branch = status.Registry.IsLocal ? $"the local branch {options.Branch}" : $"{options.Remote}/{options.Branch}";
        if (status.Registry.Problem is { } problem) return _paragraph.OfText(0, $"The registry was not read: {problem}");
        if (rows.Length == 0)
        {
            return _paragraph.OfText(0, status.Registry.IsMissing
                ? $"No row has landed yet: there is no branch {options.Branch} here, nor on {options.Remote} as last fetched."
                : $"No such row has landed yet on {branch}{(status.Registry.IsLocal ? "" : ", " + Heard())}.");
        }

        return
        [
            .. _paragraph.Of(0, ["Landed last on", .. status.Registry.IsLocal ? [branch + ":"] : new[] { branch + ",", Heard() + ":" }]),
            .. rows.Take(Shown).SelectMany(row => Row(row.ExitCode, row.Phase ?? "(no phase)", row.Env, row.DurationSeconds, row.EndUtc)),
        ];
    }

    private string Heard() => Heard(status.Registry.Heard);

    private string Heard(DateTimeOffset? time) => time is { } then ? $"as known {Figures.Age(now - then)} ago" : "as last fetched";

    private IEnumerable<string> Row(int exitCode, string phase, string env, long seconds, DateTimeOffset end) => _paragraph.Of(2,
    [
        signs.Outcome(exitCode).TrimEnd(), phase, $"({env})", Figures.Duration(seconds) + ",",
        .. exitCode == 0 ? Array.Empty<string>() : [$"exit {exitCode},"],
        $"{Figures.Age(now - end)} ago",
    ]);
}
