using BuildTiming.Model;
using BuildTiming.Output.Steps;

namespace BuildTiming.Output;

/// <summary>Reads a phase's output: what Terraform or OpenTofu did, and how long its parts took.</summary>
/// <remarks>
/// Colours, carriage returns, chunk borders, prefixes of each line and bytes that are no text change nothing. Of a line only the first
/// 64 KiB are looked at. Where Terragrunt runs several units beside each other, each is read by itself. What it keeps is bounded, whatever
/// is printed. Any thread may ask while another writes.
/// </remarks>
internal sealed class OutputReader : IOutputTarget
{
    private const int LineLimit = 64 * 1024;
    private const int MostUnits = 1_000;
    private const int LongestUnit = 256;

    private readonly LineSplitter _lines;
    private readonly byte[] _scratch = new byte[LineLimit];
    private readonly StepTimer? _timer;
    private readonly UnitOutput _main;
    private readonly Dictionary<byte[], UnitOutput> _units = new(ByteComparer.Instance);
    private readonly Lock _gate = new();

    /// <summary>Nothing has been printed yet.</summary>
    /// <param name="timer">Times the parts; null where only the counts are wanted.</param>
    public OutputReader(StepTimer? timer = null)
    {
        _timer = timer;
        _main = new UnitOutput(timer?.Of(string.Empty));
        _lines = new LineSplitter(LineLimit, Take);
    }

    /// <inheritdoc/>
    public string Name => "the reader of Terraform's lines";

    /// <summary>The counts of all complete lines.</summary>
    public ResourceCounts Resources
    {
        get
        {
            lock (_gate) return _units.Values.Aggregate(_main.Counter.Resources, (sum, unit) => sum + unit.Counter.Resources);
        }
    }

    /// <summary>Whether a last run ended in errors: no run has completed since.</summary>
    public bool HasFailed
    {
        get
        {
            lock (_gate) return _main.Counter.HasFailed || _units.Values.Any(unit => unit.Counter.HasFailed);
        }
    }

    /// <summary>How far the phase has come; null where nothing is timed.</summary>
    public StepProgress? Progress
    {
        get
        {
            lock (_gate) return _timer?.Progress;
        }
    }

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        lock (_gate) _lines.Write(bytes);
    }

    /// <summary>The output has ended: a last line without a line break is one all the same.</summary>
    public void End()
    {
        lock (_gate)
        {
            _lines.End();
            _timer?.End();
        }
    }

    /// <summary>All steps so far: what is open is unfinished.</summary>
    public IReadOnlyList<Step> Steps()
    {
        lock (_gate) return _timer?.ToSteps() ?? [];
    }

    /// <summary>All steps of a phase that has ended.</summary>
    /// <param name="end">How long after its start.</param>
    /// <param name="ofOpen">How the stage ended that it was in.</param>
    public IReadOnlyList<Step> Steps(TimeSpan end, StepOutcome ofOpen)
    {
        lock (_gate) return _timer?.ToSteps(end, ofOpen) ?? [];
    }

    private void Take(ReadOnlySpan<byte> raw)
    {
        ReadOnlySpan<byte> whole = AnsiText.Strip(raw, _scratch);
        ReadOnlySpan<byte> line = LinePrefix.Skip(whole, out ReadOnlySpan<byte> unit);
        // Blanks behind a colour indent nothing: they are a part of what is coloured.
        bool isIndented = IsBlank(raw) || (line.Length < whole.Length && IsBlank(line));
        (unit.IsEmpty ? _main : UnitOf(unit)).Take(line, whole, isIndented);
    }

    private static bool IsBlank(ReadOnlySpan<byte> text) => text is [(byte)' ' or (byte)'\t', ..];

    private UnitOutput UnitOf(ReadOnlySpan<byte> name)
    {
        Dictionary<byte[], UnitOutput>.AlternateLookup<ReadOnlySpan<byte>> units = _units.GetAlternateLookup<ReadOnlySpan<byte>>();
        if (units.TryGetValue(name, out UnitOutput? unit)) return unit;
        if (_units.Count == MostUnits || name.Length > LongestUnit) return _main;
        unit = new UnitOutput(_timer?.Of(NameBytes.Decode(name)));
        _units.Add(name.ToArray(), unit);
        return unit;
    }
}
