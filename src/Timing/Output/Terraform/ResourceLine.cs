using BuildTiming.Model;

namespace BuildTiming.Output.Terraform;

/// <summary>
/// A line about one resource: <c>module.a["x"].aws_b.c[0] (deposed object 1a2b3c4d): Destruction complete after 1m2s</c>.
/// </summary>
internal readonly ref struct ResourceLine
{
    /// <summary>The resource's address.</summary>
    public ReadOnlySpan<byte> Address { get; private init; }

    /// <summary>The address, and which object when it is a deposed one.</summary>
    public ReadOnlySpan<byte> Subject { get; private init; }

    /// <summary>What the line says of it.</summary>
    public ResourceMoment Moment { get; private init; }

    /// <summary>What is done to it; <see cref="ResourceMoment.Refreshes"/> has none.</summary>
    public StepAction Action { get; private init; }

    /// <summary>How long that took, by Terraform's clock, which rounds both ends to seconds; zero before it is over.</summary>
    public TimeSpan Took { get; private init; }

    /// <summary>The work that is done, as the row counts it.</summary>
    public ResourceCounts Counts => (Moment, Action) switch
    {
        (ResourceMoment.Ends, StepAction.Create) => new(1, 0, 0),
        (ResourceMoment.Ends, StepAction.Update) => new(0, 1, 0),
        (ResourceMoment.Ends, StepAction.Delete) => new(0, 0, 1),
        _ => ResourceCounts.None,
    };

    /// <summary>What the line says; <see cref="ResourceMoment.None"/> when it is not about a resource.</summary>
    public static ResourceLine Read(ReadOnlySpan<byte> line)
    {
        if (!ResourceAddress.TryCut(
            line, out ReadOnlySpan<byte> address, out ReadOnlySpan<byte> subject, out ReadOnlySpan<byte> text))
            return default;
        if (text.StartsWith("Refreshing state..."u8)) return new ResourceLine { Moment = ResourceMoment.Refreshes, Address = address };
        if (ResourceVerb.Of(text) is not { } verb) return default;
        ResourceMoment moment = verb.Read(text, out TimeSpan took);
        return moment == ResourceMoment.None
            ? default
            : new ResourceLine { Address = address, Subject = subject, Moment = moment, Action = verb.Action, Took = took };
    }
}
