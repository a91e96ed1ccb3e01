using BuildTiming.Output.Stages;
using BuildTiming.Output.Steps;
using BuildTiming.Output.Terraform;

namespace BuildTiming.Output;

/// <summary>Reads the lines of one output, each once: for the counts and for the steps.</summary>
/// <param name="steps">Times its parts; null where only the counts are wanted.</param>
internal sealed class UnitOutput(UnitSteps? steps)
{
    private readonly OutputValue _value = new();
    private ResourceCounter _counter;
    private ResourceCounter _beforeValue;

    /// <summary>What Terraform has done so far.</summary>
    public ResourceCounter Counter => _counter;

    /// <summary>Takes the next line, free of escape sequences.</summary>
    /// <param name="line">The line without its prefix.</param>
    /// <param name="whole">The line with it.</param>
    /// <param name="isIndented">The line is indented: nothing of Terraform's that counts is.</param>
    public void Take(ReadOnlySpan<byte> line, ReadOnlySpan<byte> whole, bool isIndented)
    {
        StageMarker? marker = steps?.ReadMarker(line, whole);
        ReadOnlySpan<byte> atFault = _counter.AddressAtFault(line);
        if (isIndented)
        {
            _counter.TakeIndented(line);
            steps?.Take(line, marker, default, atFault);
            return;
        }

        var read = TerraformLine.Read(line);
        if (_value.TryClose(line))
        {
            // An output value that quotes such lines. One that never closes was none: what it seemed to hold has been counted.
            _counter = _beforeValue;
            steps?.Forget();
        }
        else if (read.Kind == TerraformLineKind.QuotesValue && !_value.IsOpen && _value.TryOpen(line))
        {
            _beforeValue = _counter;
            steps?.Hold();
        }
        else
        {
            _counter.Take(line, read);
            steps?.Take(line, marker, _counter.IsInQuotation ? default : read.Resource, atFault);
        }
    }
}
