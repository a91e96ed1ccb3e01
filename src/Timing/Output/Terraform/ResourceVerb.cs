using BuildTiming.Model;

namespace BuildTiming.Output.Terraform;

/// <summary>How Terraform names an action: while it begins, while it goes on, and when it is over.</summary>
/// <param name="action">The action.</param>
/// <param name="begins">For example <c>Creating...</c>.</param>
/// <param name="goesOn">For example <c>Still creating...</c>.</param>
/// <param name="noun">For example <c>Creation</c>.</param>
internal sealed class ResourceVerb(StepAction action, string begins, string goesOn, string noun)
{
    private readonly byte[] _begins = Bytes(begins);
    private readonly byte[] _goesOn = Bytes(goesOn);
    private readonly byte[] _ends = Bytes(noun + " complete after ");
    private readonly byte[] _fails = Bytes(noun + " errored after ");

    private static readonly ResourceVerb Create = new(StepAction.Create, "Creating...", "Still creating...", "Creation");
    private static readonly ResourceVerb Update = new(StepAction.Update, "Modifying...", "Still modifying...", "Modifications");
    private static readonly ResourceVerb Delete = new(StepAction.Delete, "Destroying...", "Still destroying...", "Destruction");
    private static readonly ResourceVerb ReadData = new(StepAction.Read, "Reading...", "Still reading...", "Read");

    /// <summary>The only action that a text behind an address can be about, by its first letter; null where it is about none.</summary>
    public static ResourceVerb? Of(ReadOnlySpan<byte> text)
    {
        if (text.StartsWith("Still "u8)) text = text["Still ".Length..];
        return text.IsEmpty ? null : (text[0] | 0x20) switch
        {
            'c' => Create,
            'm' => Update,
            'd' => Delete,
            'r' => ReadData,
            _ => null,
        };
    }

    /// <summary>What is done.</summary>
    public StepAction Action { get; } = action;

    /// <summary>What a text behind an address says of the action; <paramref name="took"/> is set once it is over.</summary>
    public ResourceMoment Read(ReadOnlySpan<byte> text, out TimeSpan took)
    {
        took = default;
        return IsSaid(text, _begins) ? ResourceMoment.Begins
            : IsSaid(text, _goesOn) ? ResourceMoment.GoesOn
            : text.StartsWith(_ends) && GoDuration.TryRead(text[_ends.Length..], out took) ? ResourceMoment.Ends
            : text.StartsWith(_fails) && GoDuration.TryRead(text[_fails.Length..], out took) ? ResourceMoment.Fails
            : ResourceMoment.None;
    }

    // Nothing follows, or what is known of the object: ` [id=i-1]`.
    private static bool IsSaid(ReadOnlySpan<byte> text, byte[] words) =>
        text.StartsWith(words) && (text.Length == words.Length || text[words.Length] == (byte)' ');

    private static byte[] Bytes(string text) => System.Text.Encoding.ASCII.GetBytes(text);
}
