using System.Text;
using BuildTiming.Model;
using BuildTiming.Output;
using Timing.Tests.Journal;

namespace Timing.Tests.Output;

public sealed class LastWordsTests
{
    private const string Red = "\e[31m", Off = "\e[0m";

    [Fact]
    public void Terraforms_error_is_shown_whole_without_its_box_and_its_colours() => Assert.Equal(
        """
        Error: creating EKS Cluster (dev): AccessDenied

          with module.eks.aws_eks_cluster.this,
          on .terraform/modules/eks/main.tf line 35, in resource "aws_eks_cluster" "this":
          35: resource "aws_eks_cluster" "this" {
        """,
        Words($"""
            aws_eks_cluster.this: Creating...
            {Red}╷{Off}
            {Red}│{Off} {Red}Error: {Off}creating EKS Cluster (dev): AccessDenied
            {Red}│{Off}{' '}
            {Red}│{Off}   with module.eks.aws_eks_cluster.this,
            {Red}│{Off}   on .terraform/modules/eks/main.tf line 35, in resource "aws_eks_cluster" "this":
            {Red}│{Off}   35: resource "aws_eks_cluster" "this" {Off}{"{"}
            {Red}╵{Off}
            the script gives up
            cleaning up
            """));

    [Fact]
    public void Of_several_errors_those_are_shown_that_fit_and_warnings_are_none()
    {
        string warning = Box("Warning: deprecated");
        Assert.Equal("Error: one\n\nError: two", Words(Box("Error: one") + warning + Box("Error: two")));

        string output = string.Concat(Enumerable.Range(1, 9).Select(number => Box($"Error: {number}", lines: 9)));
        var words = LastWords.Of(LogTail.Split(Encoding.UTF8.GetBytes(output)));
        Assert.Equal(["Error: 6", "Error: 7", "Error: 8", "Error: 9"],
            words.Lines.Where(line => line.StartsWith("Error", StringComparison.Ordinal)));
        Assert.Equal((5, 39), (words.OtherErrors, words.Lines.Count));
    }

    [Fact]
    public void A_long_error_is_shown_alone_and_an_endless_one_is_cut() =>
        Assert.Equal(120, LastWords.Of(LogTail.Split(Encoding.UTF8.GetBytes(Box("Error: one") + Box("Error: two", 500)))).Lines.Count);

    [Theory]
    [InlineData("Apply complete! Resources: 2 added, 0 changed, 0 destroyed.")]
    [InlineData("No changes. Your infrastructure matches the configuration.")]
    public void What_a_later_run_of_Terraform_took_back_is_not_the_reason(string completion) =>
        Assert.EndsWith($"╵\n{completion}\nargocd: timed out", Words($"{Box("Error: retried")}{completion}\nargocd: timed out\n"));

    [Fact]
    public void Without_colours_an_error_goes_on_to_the_end() => Assert.Equal(
        """
        Error: Invalid index

          on main.tf line 2:
           2: count = var.x[3]

        The given key does not identify an element.
        """,
        Words("""
            Planning

            Error: Invalid index

              on main.tf line 2:
               2: count = var.x[3]

            The given key does not identify an element.

            """));

    [Fact]
    public void Of_several_units_each_error_is_put_together_from_its_own_lines() => Assert.Equal(
        "Error: of a\n\nError: of b",
        Words("""
            12:00:00.000 STDOUT [a] terraform: ╷
            12:00:00.000 STDOUT [b] terraform: ╷
            12:00:00.000 STDOUT [a] terraform: │ Error: of a
            12:00:00.000 STDOUT [b] terraform: │ Error: of b
            12:00:00.000 STDOUT [a] terraform: ╵
            12:00:00.000 STDOUT [b] terraform: ╵
            """));

    [Fact]
    public void Otherwise_the_last_lines_are_shown_as_they_stand_there_without_what_would_move_the_cursor() => Assert.Equal(
        "4\n5\n[2026-01-24T14:43:27Z] 6\n7\n8\n    9 of 9\n10\n  eleven",
        Words("1\n2\n3\n4\n5\n[2026-01-24T14:43:27Z] 6\n\n7\n8\n\t9\u202E of 9\n 10%\r 99%\r10\n\e[2J\e]0;title\a  eleven\b\0"));

    [Fact]
    public void Of_a_log_of_any_length_the_end_is_read_without_its_header_and_footer()
    {
        using var folder = new TemporaryFolder();
        TimingRow row = Sample.Start().Finish(5, 1, default);
        string[] paths = [.. new[] { 3, 100_000 }.Select(lines =>
        {
            using var log = LogFile.Create(folder.Path, "apply-persistent", "dev", "persistent", Sample.Time);
            log.Write(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(1, lines).Select(number => $"line {number}\n")) + "the end"));
            log.Finish(row);
            return log.Path;
        })];

        Assert.Equal(["line 1", "line 2", "line 3", "the end"], LogTail.Read(paths[0]).Select(line => line.Whole));
        Assert.Equal("the end", LogTail.Read(paths[1])[^1].Whole);
        Assert.All(LogTail.Read(paths[1]).SkipLast(1), line => Assert.StartsWith("line ", line.Whole));
        Assert.Empty(LastWords.Of([]).Lines);
    }

    private static string Box(string first, int lines = 1) =>
        $"╷\n│ {first}\n{string.Concat(Enumerable.Range(2, lines - 1).Select(line => $"│ line {line}\n"))}╵\n";

    private static string Words(string output) => string.Join('\n', LastWords.Of(LogTail.Split(Encoding.UTF8.GetBytes(output))).Lines);
}
