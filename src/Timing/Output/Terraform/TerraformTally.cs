using BuildTiming.Model;

namespace BuildTiming.Output.Terraform;

/// <summary>The sum over all runs of Terraform in one phase.</summary>
/// <remarks>
/// A run that succeeds prints a line per resource and then a summary of the same resources; a run that fails prints the lines alone.
/// So lines are held back until it is known which it was: a summary replaces as many of them as it names (what is left over
/// was an earlier run's, or is that of one beside it), and a failure or the start of the next run confirms them.
/// </remarks>
internal record struct TerraformTally
{
    private ResourceCounts _confirmed;
    private ResourceCounts _lines;
    private bool _quoting;

    /// <summary>Everything so far.</summary>
    public readonly ResourceCounts Sum => _confirmed + _lines;

    /// <summary>Lines that come now are quoted by an error.</summary>
    public readonly bool IsInQuotation => _quoting;

    /// <summary>Takes the next line.</summary>
    public void Take(TerraformLineKind kind, ResourceCounts counts)
    {
        // Lines in a quoted output are not Terraform's own: only the start of the next run or the next error ends the quote.
        if (_quoting && kind is TerraformLineKind.Summary or TerraformLineKind.Resource) return;
        switch (kind)
        {
            case TerraformLineKind.Resource:
                _lines += counts;
                break;
            case TerraformLineKind.Summary:
                _confirmed += counts;
                _lines =
                    new(Left(_lines.Added, counts.Added), Left(_lines.Changed, counts.Changed), Left(_lines.Destroyed, counts.Destroyed));
                break;
            case TerraformLineKind.RunStarts or TerraformLineKind.NothingToDo or TerraformLineKind.RunFails:
                _confirmed += _lines;
                _lines = ResourceCounts.None;
                _quoting = false;
                break;
            case TerraformLineKind.QuotesCommand:
                _quoting = true;
                break;
        }
    }

    private static int Left(int lines, int summary) => Math.Max(0, lines - summary);
}
