using BuildTiming.Model;
using BuildTiming.Output.Terraform;

namespace BuildTiming.Output.Steps;

/// <summary>The resources that Terraform works on, as one output tells.</summary>
/// <param name="unit">What stands before their names.</param>
/// <param name="log">Where they go when they are over.</param>
internal sealed class UnitResources(string unit, StepLog log)
{
    // In bytes: a name is no longer.
    private const int LongestAddress = 4 * StepName.Limit;
    private const int MostBlamed = 256;

    private readonly Dictionary<byte[], OpenResource> _open = new(ByteComparer.Instance);
    private readonly HashSet<byte[]> _blamed = new(ByteComparer.Instance);

    /// <summary>Takes what a line says of a resource.</summary>
    public void Take(in ResourceLine line, TimeSpan at)
    {
        ReadOnlySpan<byte> key = Cut(line.Subject);
        switch (line.Moment)
        {
            case ResourceMoment.Begins:
                Begin(key, line, at);
                break;
            case ResourceMoment.GoesOn when Lookup(_open).TryGetValue(key, out OpenResource? resource):
                resource.LastSign = at;
                break;
            case ResourceMoment.Ends:
                End(key, line, at, StepOutcome.Ok);
                break;
            case ResourceMoment.Fails:
                End(key, line, at, StepOutcome.Failed);
                break;
        }
    }

    /// <summary>An error names a resource: work on it has failed.</summary>
    public void Blame(ReadOnlySpan<byte> address, TimeSpan at)
    {
        ReadOnlySpan<byte> key = Cut(address);
        if (Lookup(_open).Remove(key, out _, out OpenResource? resource))
            log.Close(Ended(key, resource, resource.EndAt(at), StepOutcome.Failed));
        // It may be a deposed object of it: errors do not say which.
        else if (_blamed.Count < MostBlamed && !IsBlamed(key) && log.TryBlame())
            _blamed.Add(key.ToArray());
    }

    /// <summary>The resources that are open, as they would end now.</summary>
    public IEnumerable<Step> EndedAt(TimeSpan at)
    {
        foreach ((byte[] subject, OpenResource open) in _open)
            yield return log.ToStep(Ended(subject, open, open.EndAt(at), OutcomeOfOpen(subject, open)));
    }

    private void Begin(ReadOnlySpan<byte> key, in ResourceLine line, TimeSpan at)
    {
        var open = new OpenResource { AddressLength = Cut(line.Address).Length, Action = line.Action, Start = at, LastSign = at };
        if (!Lookup(_open).TryAdd(key, open))
        {
            // Terraform was stopped while it worked on it, and begins anew.
            OpenResource stopped = Lookup(_open)[key];
            log.Close(Ended(key, stopped, stopped.EndAt(at), OutcomeOfOpen(key, stopped)));
            Lookup(_open)[key] = open;
        }

        if (IsBlamed(Cut(line.Address)))
        {
            _blamed.GetAlternateLookup<ReadOnlySpan<byte>>().Remove(Cut(line.Address));
            log.Forgive();
        }

        if (!log.TryOpen(line.Action)) Lookup(_open).Remove(key);
    }

    private void End(ReadOnlySpan<byte> key, in ResourceLine line, TimeSpan at, StepOutcome outcome)
    {
        if (Lookup(_open).Remove(key, out byte[]? subject, out OpenResource? resource) && resource.Action != line.Action)
        {
            // It is something else that has ended.
            _open.Add(subject, resource);
            resource = null;
        }

        (TimeSpan start, TimeSpan end) = OpenResource.Timed(resource?.Start, at, line.Took);
        var ended = new EndedResource
        {
            Unit = unit,
            Address = Cut(line.Address),
            Action = line.Action,
            Start = start,
            End = end,
            Outcome = outcome,
        };
        if (resource is null) log.Add(ended);
        else log.Close(ended);
    }

    private EndedResource Ended(ReadOnlySpan<byte> subject, OpenResource open, TimeSpan end, StepOutcome outcome) => new()
    {
        Unit = unit,
        Address = subject[..open.AddressLength],
        Action = open.Action,
        Start = open.Start,
        End = end,
        Outcome = outcome,
    };

    private StepOutcome OutcomeOfOpen(ReadOnlySpan<byte> subject, OpenResource open) =>
        IsBlamed(subject[..open.AddressLength]) ? StepOutcome.Failed : StepOutcome.Unfinished;

    private bool IsBlamed(ReadOnlySpan<byte> address) =>
        _blamed.Count > 0 && _blamed.GetAlternateLookup<ReadOnlySpan<byte>>().Contains(address);

    // Of two that begin with the same two thousand bytes, one is taken for the other: no configuration has such.
    private static ReadOnlySpan<byte> Cut(ReadOnlySpan<byte> subject) => subject[..Math.Min(subject.Length, LongestAddress)];

    private static Dictionary<byte[], OpenResource>.AlternateLookup<ReadOnlySpan<byte>> Lookup(Dictionary<byte[], OpenResource> open) =>
        open.GetAlternateLookup<ReadOnlySpan<byte>>();
}
