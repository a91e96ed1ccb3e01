using BuildTiming.Model;

namespace BuildTiming.Output.Terraform;

/// <summary>Counts what Terraform or OpenTofu did, from the output of a phase.</summary>
/// <remarks>
/// All runs in the phase count, those that fail midway by their lines per resource. Colours, carriage returns, chunk borders, other
/// programs' text and bytes that are no text change nothing. Of a line only the first 64 KiB are looked at.
/// </remarks>
internal sealed class ResourceCounter : IOutputTarget
{
    private const int LineLimit = 64 * 1024;

    private readonly LineSplitter _lines;
    private readonly byte[] _scratch = new byte[LineLimit];
    private readonly byte[] _delimiter = new byte[64];
    private int _delimiterLength;
    private TerraformTally _tally;
    private TerraformTally _beforeValue;
    private TerraformOutcome _outcome;
    private TerraformOutcome _outcomeBeforeValue;

    /// <summary>Nothing has been printed yet.</summary>
    public ResourceCounter() => _lines = new LineSplitter(LineLimit, Take);

    /// <inheritdoc/>
    public string Name => "the resource counter";

    /// <summary>The counts so far; a last line that has no line break yet is included.</summary>
    public ResourceCounts Resources
    {
        get
        {
            TerraformTally tally = _tally;
            TerraformLineKind kind = Read(_lines.Pending, out _, out ResourceCounts counts);
            tally.Take(kind, counts);
            return tally.Sum;
        }
    }

    /// <summary>Whether the last run ended in errors: no run has completed since.</summary>
    public bool HasFailed
    {
        get
        {
            TerraformOutcome outcome = _outcome;
            if (IsIndented(_lines.Pending))
            {
                outcome.TakeIndented(_lines.Pending);
            }
            else
            {
                TerraformLineKind kind = Read(_lines.Pending, out ReadOnlySpan<byte> line, out _);
                outcome.Take(line, kind);
            }

            return outcome.HasFailed;
        }
    }

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<byte> bytes) => _lines.Write(bytes);

    // Nothing that counts is indented, and most of what Terraform prints is.
    private static bool IsIndented(ReadOnlySpan<byte> raw) => raw is [(byte)' ' or (byte)'\t', ..];

    private void Take(ReadOnlySpan<byte> raw)
    {
        if (IsIndented(raw))
        {
            _outcome.TakeIndented(raw);
            return;
        }

        TerraformLineKind kind = Read(raw, out ReadOnlySpan<byte> line, out ResourceCounts counts);
        if (_delimiterLength > 0 && line.SequenceEqual(_delimiter.AsSpan(0, _delimiterLength)))
        {
            // An output value that quotes such lines. One that never closes was none: what it seemed to hold has been counted.
            _tally = _beforeValue;
            _outcome = _outcomeBeforeValue;
            _delimiterLength = 0;
        }
        else if (_delimiterLength == 0 && kind == TerraformLineKind.QuotesValue)
        {
            ReadOnlySpan<byte> delimiter = TerraformLine.ValueDelimiter(line);
            if (delimiter.Length > _delimiter.Length) return;
            delimiter.CopyTo(_delimiter);
            _delimiterLength = delimiter.Length;
            _beforeValue = _tally;
            _outcomeBeforeValue = _outcome;
        }
        else
        {
            _tally.Take(kind, counts);
            _outcome.Take(line, kind);
        }
    }

    private TerraformLineKind Read(ReadOnlySpan<byte> raw, out ReadOnlySpan<byte> line, out ResourceCounts counts)
    {
        line = AnsiText.Strip(raw, _scratch);
        return TerraformLine.Read(line, out counts);
    }
}
