using System.Globalization;
using BuildTiming.Rows;

namespace Timing.Tests.Rows;

public sealed class SharedCellsTests
{
    [Fact]
    public void Cells_that_fall_on_one_place_do_not_drive_each_other_out()
    {
        string[] cells =
        [
            .. Enumerable.Range(0, 20_000).Select(number => number.ToString(CultureInfo.InvariantCulture))
                .GroupBy(text => (uint)string.GetHashCode(text.AsSpan()) % 1024).First(group => group.Count() > 3).Take(4),
        ];
        var shared = new SharedCells();
        string[] first = [.. cells.Select(cell => shared.Text(cell))];

        Assert.Equal(cells, first);
        Assert.All(Enumerable.Range(0, 3), _ => Assert.All(cells.Zip(first), pair => Assert.Same(pair.Second, shared.Text(pair.First))));
    }

    [Fact]
    public void The_latest_cells_are_kept_whatever_came_before()
    {
        var shared = new SharedCells();
        for (int number = 0; number < 10_000; number++) shared.Text(number.ToString(CultureInfo.InvariantCulture));

        string kept = shared.Text("apply-persistent");

        Assert.Equal("apply-persistent", kept);
        Assert.Same(kept, shared.Text("apply-persistent"));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(512, true)]
    [InlineData(513, false)]
    public void What_is_very_long_is_not_kept(int length, bool isKept)
    {
        var shared = new SharedCells();
        string cell = new('x', length);

        Assert.Equal(cell, shared.Text(cell));
        Assert.Equal(isKept, ReferenceEquals(shared.Text(cell), shared.Text(cell)));
    }
}
