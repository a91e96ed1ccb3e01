using System.Text.Unicode;

namespace BuildTiming.Output.Stages;

/// <summary>Finds, in the lines of one output, where a script announces its stages: in four dialects and any given.</summary>
/// <remarks>
/// <code>
/// ##### STAGE 3B: SERVICE ACCOUNTS (IRSA) #####   to   ----- STAGE 3B DONE -----
/// === Stage 1: Terraform Apply ===                and, inside it, === Pass 1/2: Creating EKS cluster ===
/// =======, STAGE 7: TERRAFORM DESTROY, =======    to   ---- STAGE 7 COMPLETE: TERRAFORM DESTROY ----
/// </code>
/// </remarks>
/// <param name="expressions">Further dialects.</param>
internal sealed class StageReader(IReadOnlyList<StageExpression> expressions)
{
    private const int LongestMarker = 512;
    private const int ShortestFrame = 3;
    private const int ShortestRule = 10;

    private bool _isBehindRule;
    private StageMarker? _title;

    /// <summary>What the next line announces, or null.</summary>
    /// <param name="line">The line without its prefix.</param>
    /// <param name="whole">The line with it, which an expression may be about.</param>
    public StageMarker? Read(ReadOnlySpan<byte> line, ReadOnlySpan<byte> whole)
    {
        (bool isBehindRule, StageMarker? title) = (_isBehindRule, _title);
        (_isBehindRule, _title) = (false, null);
        if (line.IsEmpty || line.Length > LongestMarker) return null;
        StageMarker? marker = line[0] switch
        {
            (byte)'#' => StageTitle.ReadStage(Framed(line, (byte)'#')),
            (byte)'-' => StageTitle.ReadEnd(Framed(line, (byte)'-')),
            (byte)'=' => ReadEqualSigns(line, title),
            _ => null,
        };
        // The second of three lines: whether it is a title is known with the third.
        if (isBehindRule && marker is null) _title = StageTitle.ReadStage(line.Trim((byte)' '));
        return marker ?? ReadExpressions(line, whole);
    }

    private StageMarker? ReadEqualSigns(ReadOnlySpan<byte> line, StageMarker? title)
    {
        if (line.IndexOfAnyExcept((byte)'=') < 0)
        {
            _isBehindRule = title is null && line.Length >= ShortestRule;
            return title;
        }

        ReadOnlySpan<byte> text = Framed(line, (byte)'=');
        return StageTitle.ReadStage(text) ?? StageTitle.ReadPass(text);
    }

    // Empty when it stands in no frame.
    private static ReadOnlySpan<byte> Framed(ReadOnlySpan<byte> line, byte sign)
    {
        line = line.TrimEnd((byte)' ');
        int start = line.IndexOfAnyExcept(sign);
        int end = line.LastIndexOfAnyExcept(sign) + 1;
        return start >= ShortestFrame && line.Length - end >= ShortestFrame ? line[start..end].Trim((byte)' ') : default;
    }

    private StageMarker? ReadExpressions(ReadOnlySpan<byte> line, ReadOnlySpan<byte> whole)
    {
        if (expressions.Count == 0) return null;
        Span<char> text = stackalloc char[LongestMarker];
        foreach (StageExpression expression in expressions)
        {
            StageMarker? marker = expression.Read(Decode(line, text));
            if (marker is null && whole.Length > line.Length && whole.Length <= LongestMarker)
                marker = expression.Read(Decode(whole, text));
            if (marker is not null) return marker;
        }

        return null;
    }

    private static ReadOnlySpan<char> Decode(ReadOnlySpan<byte> bytes, Span<char> text)
    {
        Utf8.ToUtf16(bytes, text, out _, out int length);
        return text[..length];
    }
}
