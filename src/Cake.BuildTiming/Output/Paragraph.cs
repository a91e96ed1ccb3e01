namespace Cake.BuildTiming.Output;

/// <summary>Text that goes on in the next line, a little further in, where a line is full.</summary>
/// <param name="width">How wide a line may be.</param>
internal sealed class Paragraph(int width)
{
    private const int Hanging = 2;

    /// <summary>The lines of parts that are never broken: what is wider than a line stands on one of its own, whole.</summary>
    /// <param name="indent">How far in the first line begins.</param>
    /// <param name="parts">The parts, between which a blank stands.</param>
    public IEnumerable<string> Of(int indent, IEnumerable<string> parts)
    {
        string line = string.Empty;
        string blank = new(' ', indent);
        foreach (string part in parts)
        {
            if (line.Length > 0 && line.Length + 1 + part.Length > width)
            {
                yield return line;
                line = string.Empty;
                blank = new string(' ', indent + Hanging);
            }

            line = line.Length == 0 ? blank + part : $"{line} {part}";
        }

        if (line.Length > 0) yield return line;
    }

    /// <summary>The lines of a sentence.</summary>
    public IEnumerable<string> OfText(int indent, string text) => Of(indent, text.Split(' '));
}
