using System.Text.RegularExpressions;

namespace BuildTiming.Output.Stages;

/// <summary>How a script announces its stages, as a regular expression: for scripts in a dialect of their own.</summary>
/// <remarks>
/// A line in which the group <c>name</c> is found begins the stage of that name, and ends the one before it. A line in which the group
/// <c>end</c> is found ends the stage: the one that <c>name</c> names where it is found as well, else the one that is open. It takes time
/// in proportion to the line's length, whatever the expression: lookarounds, backreferences and atomic groups are not possible.
/// </remarks>
internal sealed class StageExpression
{
    private const string NameGroup = "name";
    private const string EndGroup = "end";

    private readonly Regex _expression;

    /// <summary>Reads an expression.</summary>
    /// <param name="pattern">For example <c>^>>> (?&lt;name>.+)$|^(?&lt;end>&lt;&lt;&lt;)</c>.</param>
    /// <exception cref="ArgumentException">It is none, or has no group <c>name</c>: the message says what is wrong.</exception>
    public StageExpression(string pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        Pattern = pattern;
        try
        {
            _expression = new Regex(
                pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);
        }
        catch (RegexParseException exception)
        {
            throw new ArgumentException($"no regular expression: {exception.Message}", exception);
        }
        catch (NotSupportedException exception)
        {
            throw new ArgumentException($"not possible here: {exception.Message}", exception);
        }

        string[] groups = _expression.GetGroupNames();
        if (!groups.Contains(NameGroup))
            throw new ArgumentException("it has no group (?<name>...), which says what a stage is called.");
        if (groups.FirstOrDefault(group => group is not (NameGroup or EndGroup or "0")) is { } other)
            throw new ArgumentException($"it has a group '{other}'; only the groups name and end mean something.");
        if (_expression.IsMatch(string.Empty))
            throw new ArgumentException("it finds a stage in an empty line, and so in every line.");
    }

    /// <summary>The expression as it was given.</summary>
    public string Pattern { get; }

    /// <inheritdoc/>
    public override string ToString() => Pattern;

    /// <summary>What a line announces, or null.</summary>
    internal StageMarker? Read(ReadOnlySpan<char> line)
    {
        if (!_expression.IsMatch(line)) return null;
        GroupCollection groups = _expression.Match(line.ToString()).Groups;
        string name = groups[NameGroup].Value.Trim();
        return groups[EndGroup].Success ? new StageMarker(StageMarkerKind.End, name)
            : name.Length > 0 ? new StageMarker(StageMarkerKind.Stage, name)
            : null;
    }
}
