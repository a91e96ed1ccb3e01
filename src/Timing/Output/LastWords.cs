namespace BuildTiming.Output;

/// <summary>What a phase that failed says of it: Terraform's errors, whole; where there are none, its last lines.</summary>
/// <param name="Lines">The lines; none where it said nothing.</param>
/// <param name="OtherErrors">How many errors of Terraform's there was no room for.</param>
internal sealed record LastWords(IReadOnlyList<string> Lines, int OtherErrors)
{
    /// <summary>Of the last lines so many tell enough: the log has them all.</summary>
    private const int MostLines = 8;

    /// <summary>Errors that fit into so many lines are shown; the last one whatever it takes, within <see cref="LongestError"/>.</summary>
    private const int MostOfErrors = 40;
    private const int LongestError = 120;

    /// <summary>A run of Terraform that completed takes back what an earlier one said.</summary>
    private static readonly string[] Completions = ["Apply complete!", "Destroy complete!", "No changes."];

    /// <summary>The words of an output.</summary>
    public static LastWords Of(IReadOnlyList<TailLine> output)
    {
        List<List<string>> errors = Boxes(output);
        if (errors.Count == 0 && Plain(output) is { } plain) errors = [plain];
        if (errors.Count == 0) return new LastWords([.. output.Select(line => line.Whole).Where(IsText).TakeLast(MostLines)], 0);
        int first = errors.Count - 1;
        int lines = Math.Min(errors[first].Count, LongestError);
        while (first > 0 && lines + 1 + errors[first - 1].Count <= MostOfErrors) lines += 1 + errors[--first].Count;
        return new LastWords([.. errors.Skip(first).SelectMany(Apart).Skip(1)], first);
    }

    // ╷ │ Error: … │ ╵; of several units each has its own, line by line between those of others.
    private static List<List<string>> Boxes(IReadOnlyList<TailLine> output)
    {
        var found = new List<List<string>>();
        var open = new Dictionary<string, List<string>>();
        foreach (TailLine line in output)
        {
            if (Completions.Any(completion => line.Text.StartsWith(completion, StringComparison.Ordinal))) found.Clear();
            else if (line.Text.StartsWith('╷')) open[line.Unit] = [];
            else if (open.TryGetValue(line.Unit, out List<string>? box) && line.Text.StartsWith('│')) box.Add(WithoutMargin(line.Text));
            else if (open.Remove(line.Unit, out List<string>? done)) found.Add(done);
        }

        return [.. found.Concat(open.Values).Where(box => box.Find(IsText)?.StartsWith("Error", StringComparison.Ordinal) == true)];
    }

    // Without colours a blank line stands around an error, and others within it: it goes to the end.
    private static List<string>? Plain(IReadOnlyList<TailLine> output)
    {
        int start = -1;
        for (int i = 0; i < output.Count; i++)
        {
            string text = output[i].Text;
            if (Completions.Any(completion => text.StartsWith(completion, StringComparison.Ordinal))) start = -1;
            else if (text.StartsWith("Error: ", StringComparison.Ordinal) && (i == 0 || !IsText(output[i - 1].Text))
                && (start < 0 || output.Count - start > MostOfErrors)) start = i;
        }

        return start < 0 ? null : [.. output.Skip(start).Take(MostOfErrors).Select(line => line.Text)];
    }

    private static IEnumerable<string> Apart(List<string> error)
    {
        int start = error.FindIndex(IsText), end = error.FindLastIndex(IsText);
        return error.GetRange(start, end - start + 1).Take(LongestError).Prepend(string.Empty);
    }

    // "│ text"; the bar alone stands for an empty line.
    private static string WithoutMargin(string line) => line.Length > 1 && line[1] == ' ' ? line[2..] : line[1..];

    private static bool IsText(string line) => !string.IsNullOrWhiteSpace(line);
}
