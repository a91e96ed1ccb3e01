namespace BuildTiming.Output.Terraform;

/// <summary>Whether the last run of Terraform in a phase ended in errors.</summary>
/// <remarks>
/// An error counts in the form that Terraform gives it: in a box, which a line of its own opens; or without colour between two blank lines,
/// then with the place in the configuration, or in a phase in which Terraform is known to have run. What follows takes it back only when it
/// is a run that completed: reading outputs or initialising again does not.
/// </remarks>
internal record struct TerraformOutcome
{
    private Place _place;
    private bool _hasRun;

    private enum Place
    {
        Elsewhere,
        AfterBlankLine,
        InBox,
        InErrorBox,
        AfterPlainError,
        BehindPlainError,
    }

    /// <summary>The last run ended in errors.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>The address of the resource that an error names in this line, the next to be taken; empty when it names none.</summary>
    public readonly ReadOnlySpan<byte> AddressAtFault(ReadOnlySpan<byte> line)
    {
        ReadOnlySpan<byte> start = _place switch
        {
            Place.InErrorBox => "│   with "u8,
            Place.BehindPlainError => "  with "u8,
            _ => default,
        };
        return !start.IsEmpty && line.StartsWith(start) && line[^1] == (byte)',' ? line[start.Length..^1] : default;
    }

    /// <summary>Takes the next line, free of escape sequences.</summary>
    public void Take(ReadOnlySpan<byte> line, TerraformLineKind kind)
    {
        Place before = _place;
        _place = line.IsEmpty ? Place.AfterBlankLine : line.StartsWith("╷"u8) ? Place.InBox : Place.Elsewhere;
        _hasRun |= kind is not (
            TerraformLineKind.Other or TerraformLineKind.RunFails or TerraformLineKind.QuotesCommand or TerraformLineKind.QuotesValue);
        switch (kind)
        {
            case TerraformLineKind.Summary or TerraformLineKind.NothingToDo:
                HasFailed = false;
                break;
            case TerraformLineKind.RunFails when before is Place.InBox or Place.InErrorBox:
                HasFailed = true;
                _place = Place.InErrorBox;
                break;
            case TerraformLineKind.RunFails when before is Place.AfterBlankLine or Place.BehindPlainError && line[0] == (byte)'E':
                _place = Place.AfterPlainError;
                break;
            case TerraformLineKind.Other when line.IsEmpty && before == Place.AfterPlainError:
                _place = Place.BehindPlainError;
                HasFailed |= _hasRun;
                break;
            case TerraformLineKind.Other when before == Place.InErrorBox && line.StartsWith("│"u8):
                _place = Place.InErrorBox;
                break;
            case TerraformLineKind.Other:
                HasFailed |= IsVerdictOfTeardown(line);
                break;
        }
    }

    /// <summary>Takes a line that is indented: of those that count, only the place of an error is.</summary>
    public void TakeIndented(ReadOnlySpan<byte> line)
    {
        HasFailed |= _place == Place.BehindPlainError && (line.StartsWith("  with "u8) || line.StartsWith("  on "u8));
        _place = Place.Elsewhere;
    }

    /// <summary>The platform's teardown script says so after its last try, and ends with 0.</summary>
    private static bool IsVerdictOfTeardown(ReadOnlySpan<byte> line) => line.IndexOf("Terraform destroy ultimately failed"u8) >= 0;
}
