using System.Buffers;
using System.Buffers.Text;
using BuildTiming.Model;

namespace BuildTiming.Output.Terraform;

/// <summary>One line, free of escape sequences, as Terraform and OpenTofu print it.</summary>
/// <remarks>
/// Only lines that begin with a marker or a resource's address count: what a provisioner prints stands behind its resource's name.
/// </remarks>
internal readonly ref struct TerraformLine
{
    // No state holds that many resources, and sums stay far from an overflow.
    private const uint CountLimit = 10_000_000;

    private static readonly SearchValues<byte> OfDelimiters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ_"u8);

    /// <summary>What it says.</summary>
    public TerraformLineKind Kind { get; private init; }

    /// <summary>What a summary sums up, or the one resource that is done.</summary>
    public ResourceCounts Counts { get; private init; }

    /// <summary>What it says of a resource, if it is about one.</summary>
    public ResourceLine Resource { get; private init; }

    /// <summary>Says what the line is.</summary>
    public static TerraformLine Read(ReadOnlySpan<byte> line)
    {
        if (line.IsEmpty) return default;
        TerraformLineKind kind = ReadKind(line, out ResourceCounts counts);
        if (kind != TerraformLineKind.Other) return new TerraformLine { Kind = kind, Counts = counts };
        var resource = ResourceLine.Read(line);
        kind = resource switch
        {
            { Moment: ResourceMoment.Refreshes } => TerraformLineKind.RunStarts,
            { Moment: ResourceMoment.Ends, Action: not StepAction.Read } => TerraformLineKind.Resource,
            _ => TerraformLineKind.Other,
        };
        return new TerraformLine { Kind = kind, Counts = resource.Counts, Resource = resource };
    }

    /// <summary>The word that ends an output value of several lines, for example <c>EOT</c>.</summary>
    public static ReadOnlySpan<byte> ValueDelimiter(ReadOnlySpan<byte> line) => line[(line.LastIndexOf("<<"u8) + 2)..];

    private static TerraformLineKind ReadKind(ReadOnlySpan<byte> line, out ResourceCounts counts)
    {
        counts = ResourceCounts.None;
        switch (line[0])
        {
            case (byte)'A' when Follows(line, "Apply complete! Resources: "u8, out ReadOnlySpan<byte> rest):
            case (byte)'D' when Follows(line, "Destroy complete! Resources: "u8, out rest):
                return ReadSummary(rest, out counts) ? TerraformLineKind.Summary : TerraformLineKind.Other;
            case (byte)'N' when line.StartsWith("No changes. "u8):
                return TerraformLineKind.NothingToDo;
            case (byte)'E' when line.StartsWith("Error running command '"u8):
                return TerraformLineKind.QuotesCommand;
            case (byte)'E' when line.StartsWith("Error: "u8):
            // In colour an error stands in a box.
            case 0xe2 when line.StartsWith("│ Error: "u8):
                return TerraformLineKind.RunFails;
        }

        return StartsRun(line) ? TerraformLineKind.RunStarts
            : OpensValue(line) ? TerraformLineKind.QuotesValue
            : TerraformLineKind.Other;
    }

    private static bool StartsRun(ReadOnlySpan<byte> line) => line[0] switch
    {
        (byte)'A' => line.StartsWith("Acquiring state lock."u8),
        (byte)'I' => line.StartsWith("Initializing the backend..."u8) || line.StartsWith("Initializing provider plugins..."u8),
        (byte)'O' =>
            line.StartsWith("OpenTofu used the selected providers "u8) || line.StartsWith("OpenTofu will perform the following actions"u8),
        (byte)'P' => Follows(line, "Plan: "u8, out ReadOnlySpan<byte> rest) && char.IsAsciiDigit((char)rest[0]),
        (byte)'T' => line.StartsWith("Terraform used the selected providers "u8)
            || line.StartsWith("Terraform will perform the following actions"u8),
        _ => false,
    };

    // `name = <<EOT`: a top-level output. Nested ones are indented, and so are their lines.
    private static bool OpensValue(ReadOnlySpan<byte> line)
    {
        // Nearly every line leaves here.
        if (!OfDelimiters.Contains(line[^1])) return false;
        int equals = line.IndexOf(" = <<"u8);
        if (equals <= 0 || line[..equals].IndexOfAny((byte)' ', (byte)'\t') >= 0) return false;
        ReadOnlySpan<byte> delimiter = line[(equals + 5)..];
        return !delimiter.IsEmpty && delimiter.IndexOfAnyExcept(OfDelimiters) < 0;
    }

    // `1 imported, 2 added, 0 changed, 0 destroyed, 1 forgotten.`, then perhaps ` Actions: 2 invoked.`
    private static bool ReadSummary(ReadOnlySpan<byte> text, out ResourceCounts counts)
    {
        counts = ResourceCounts.None;
        while (Utf8Parser.TryParse(text, out uint count, out int digits) && count < CountLimit && Follows(text[digits..], " "u8, out text))
        {
            int end = text.IndexOfAny((byte)',', (byte)'.');
            if (end <= 0) return false;
            counts += Counted(text[..end], (int)count);
            if (text[end] == (byte)'.') return end + 1 == text.Length || text[end + 1] == (byte)' ';
            if (!Follows(text[end..], ", "u8, out text)) return false;
        }
        return false;
    }

    private static ResourceCounts Counted(ReadOnlySpan<byte> word, int count) =>
        word.SequenceEqual("added"u8) ? new(count, 0, 0)
        : word.SequenceEqual("changed"u8) ? new(0, count, 0)
        : word.SequenceEqual("destroyed"u8) ? new(0, 0, count)
        : ResourceCounts.None;

    private static bool Follows(ReadOnlySpan<byte> text, ReadOnlySpan<byte> start, out ReadOnlySpan<byte> rest)
    {
        bool follows = text.StartsWith(start) && text.Length > start.Length;
        rest = follows ? text[start.Length..] : default;
        return follows;
    }
}
