using System.Text;

namespace Cake.Frosting.Execution;

/// <summary>
/// The table of a report on one line a row, as Spectre.Console lays it out: columns that are as wide as their widest cell, and the room
/// that is left shared out in proportion.
/// </summary>
/// <param name="width">Of the whole table, in characters.</param>
/// <param name="colours">Whether it is drawn with colours.</param>
internal sealed class ReportTable(int width, bool colours)
{
    private const int Edge = 1;
    private const int Padding = 1;
    private const int WidePadding = 10;
    private const string Border = ReportColour.Green;

    private readonly List<(string Colour, string[] Cells)> _rows = [];

    /// <summary>Adds a row: the first is the head, the last one the foot.</summary>
    public void Add(string colour, params string[] cells) => _rows.Add((colour, cells));

    /// <summary>The table, or null where it does not fit: cells would have to be wrapped.</summary>
    public string? Draw()
    {
        int[] widths = [.. _rows[0].Cells.Select((_, column) => Widest(column))];
        int left = width - Edge - widths.Select((content, column) => Padding + content + PaddingAfter(column) + Edge).Sum();
        if (left < 0) return null;
        Share(left, widths);

        var text = new StringBuilder();
        AppendRule(text, ' ');
        for (int row = 0; row < _rows.Count; row++)
        {
            if (row == _rows.Count - 1) AppendRule(text, '━');
            AppendRow(text, widths, _rows[row].Colour, _rows[row].Cells);
            if (row == 0) AppendRule(text, '━');
        }

        AppendRule(text, ' ');
        return text.ToString();
    }

    private static int PaddingAfter(int column) => column == 0 ? WidePadding : Padding;

    private static void Share(int left, int[] widths)
    {
        int total = widths.Sum();
        for (int column = 0; column < widths.Length; column++)
        {
            int content = widths[column];
            int more = total == 0 ? left : ((content * left) + total - 1) / total;
            widths[column] += more;
            total -= content;
            left -= more;
        }
    }

    private int Widest(int column)
    {
        int widest = 0;
        foreach ((_, string[] cells) in _rows) widest = Math.Max(widest, cells[column].Length);
        return widest;
    }

    private void AppendRule(StringBuilder text, char line)
    {
        Append(text, Border, new string(line, width));
        text.AppendLine();
    }

    private void AppendRow(StringBuilder text, int[] widths, string colour, string[] cells)
    {
        Append(text, Border, " ");
        for (int column = 0; column < widths.Length; column++)
        {
            text.Append(' ', Padding);
            Append(text, colour, cells[column]);
            text.Append(' ', widths[column] - cells[column].Length + PaddingAfter(column));
            Append(text, Border, " ");
        }

        text.AppendLine();
    }

    private void Append(StringBuilder text, string colour, string part)
    {
        if (!colours || part.Length == 0) text.Append(part);
        else text.Append(colour).Append(part).Append(ReportColour.None);
    }
}
