using System.Text;
using BuildTiming.Model;
using BuildTiming.Output.Terraform;

namespace Timing.Tests.Output.Terraform;

/// <summary>The borders of what counts as one of Terraform's own lines.</summary>
public sealed class TerraformLineTests
{
    [Theory]
    [InlineData("9999999 added, 0 changed, 0 destroyed.", 9_999_999)]
    [InlineData("0 added.", 0)]
    [InlineData("1 added, 1 read.", 1)]
    public void A_summary_is_counts_with_words(string text, int added) =>
        Assert.Equal((TerraformLineKind.Summary, new(added, 0, 0)), Read("Apply complete! Resources: " + text));

    [Theory]
    [InlineData("Apply complete! Resources: ")]
    [InlineData("Apply complete! Resources:  added, 0 changed, 0 destroyed.")]
    [InlineData("Apply complete! Resources: 5 , 0 changed, 0 destroyed.")]
    [InlineData("Apply complete! Resources: 5 added,0 changed, 0 destroyed.")]
    [InlineData("Apply complete! Resources: 5 added, x changed, 0 destroyed.")]
    [InlineData("Apply complete! Resources: 5 added, 0 changed, 0 destroyed.x")]
    [InlineData("Apply complete! Resources: 5 added, 0 changed, 0 destroyed")]
    [InlineData("Apply complete! Resources: 10000000 added, 0 changed, 0 destroyed.")]
    [InlineData("Plan: ")]
    [InlineData("Plan: nothing")]
    [InlineData("m = <<")]
    [InlineData("m = <<eOT")]
    [InlineData("m = <<EOT;")]
    [InlineData(" = <<EOT")]
    [InlineData("\tm = <<EOT")]
    [InlineData("two words = <<EOT")]
    public void What_merely_looks_alike_is_none(string line) => Assert.Equal(TerraformLineKind.Other, Read(line).Kind);

    [Theory]
    [InlineData("m = <<EOT", "EOT")]
    [InlineData("m = <<END_OF_TEXT", "END_OF_TEXT")]
    public void A_value_of_several_lines_names_what_ends_it(string line, string delimiter)
    {
        Assert.Equal(TerraformLineKind.QuotesValue, Read(line).Kind);
        Assert.Equal(delimiter, Encoding.UTF8.GetString(TerraformLine.ValueDelimiter(Encoding.UTF8.GetBytes(line))));
    }

    private static (TerraformLineKind Kind, ResourceCounts Counts) Read(string line)
    {
        var read = TerraformLine.Read(Encoding.UTF8.GetBytes(line));
        return (read.Kind, read.Counts);
    }
}
