using System.Text;
using BuildTiming.Model;

namespace BuildTiming.Output;

/// <summary>Names as a command prints them.</summary>
internal static class NameBytes
{
    // A name is cut later, in characters; one takes four bytes at most.
    private const int MostBytes = 4 * StepName.Limit;

    /// <summary>The bytes as text, no more of them than a name can have; what is no text is replaced.</summary>
    public static string Decode(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes[..Math.Min(bytes.Length, MostBytes)]);
}
