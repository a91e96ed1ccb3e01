using BuildTiming.Model;

namespace BuildTiming.Output.Terraform;

/// <summary>Counts what Terraform or OpenTofu did, from the lines of one output.</summary>
/// <remarks>
/// All runs count, those that fail midway by their lines per resource. Other programs' text and bytes that are no text change nothing.
/// </remarks>
internal record struct ResourceCounter
{
    private TerraformTally _tally;
    private TerraformOutcome _outcome;

    /// <summary>The counts so far.</summary>
    public readonly ResourceCounts Resources => _tally.Sum;

    /// <summary>Whether the last run ended in errors: no run has completed since.</summary>
    public readonly bool HasFailed => _outcome.HasFailed;

    /// <summary>Lines that come now are quoted by an error: they are not Terraform's own.</summary>
    public readonly bool IsInQuotation => _tally.IsInQuotation;

    /// <inheritdoc cref="TerraformOutcome.AddressAtFault"/>
    public readonly ReadOnlySpan<byte> AddressAtFault(ReadOnlySpan<byte> line) => _outcome.AddressAtFault(line);

    /// <summary>Takes the next line, free of escape sequences.</summary>
    public void Take(ReadOnlySpan<byte> line, in TerraformLine read)
    {
        _tally.Take(read.Kind, read.Counts);
        _outcome.Take(line, read.Kind);
    }

    /// <summary>Takes a line that is indented: nothing that is counted is.</summary>
    public void TakeIndented(ReadOnlySpan<byte> line) => _outcome.TakeIndented(line);
}
