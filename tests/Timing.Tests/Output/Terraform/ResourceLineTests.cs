using System.Text;
using BuildTiming.Model;
using BuildTiming.Output.Terraform;

namespace Timing.Tests.Output.Terraform;

/// <summary>The borders between a line about a resource and one that only looks alike.</summary>
public sealed class ResourceLineTests
{
    [Theory]
    [InlineData("a.b")]
    [InlineData("a.b-c_d")]
    [InlineData("data.a.b")]
    [InlineData("a.größe")]
    [InlineData("a.À")]
    [InlineData("a.b[0]")]
    [InlineData("a.b[123]")]
    [InlineData("a.b[\"\"]")]
    [InlineData("a.b[\"k\"]")]
    [InlineData("a.b[\"k]: x\"]")]
    [InlineData("a.b[\"k\\\"]\"]")]
    [InlineData("a.b[\"k\\\\\"]")]
    [InlineData("module.m[\"x\"].module.n[1].a.b[2]")]
    [InlineData("a.b (deposed object 1a2b3c4d)")]
    [InlineData("a.b[0] (deposed object 1a2b3c4d)")]
    public void An_address_is_names_with_dots_indexes_and_perhaps_a_deposed_object(string address)
    {
        Assert.Equal((TerraformLineKind.Resource, new(1, 0, 0)), Read(address + ": Creation complete after 1s [id=x]"));
        Assert.Equal((TerraformLineKind.Resource, new(0, 1, 0)), Read(address + ": Modifications complete after 1s"));
        Assert.Equal((TerraformLineKind.Resource, new(0, 0, 1)), Read(address + ": Destruction complete after 1s"));
        Assert.Equal((TerraformLineKind.RunStarts, ResourceCounts.None), Read(address + ": Refreshing state... [id=x]"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("ab")]
    [InlineData("ab[0]")]
    [InlineData("a b.c")]
    [InlineData("a.b c")]
    [InlineData("a.b/c")]
    [InlineData("(a.b")]
    [InlineData("a.b[")]
    [InlineData("a.b[]")]
    [InlineData("a.b[x]")]
    [InlineData("a.b[-1]")]
    [InlineData("a.b[1x]")]
    [InlineData("a.b[0")]
    [InlineData("a.b[\"")]
    [InlineData("a.b[\"]")]
    [InlineData("a.b[\"k]")]
    [InlineData("a.b[\"k\"")]
    [InlineData("a.b[\"k\"x]")]
    [InlineData("a.b[\"k\"x")]
    [InlineData("a.b[\"k]\"x")]
    [InlineData("a.b[\"k\\\"]")]
    [InlineData("a.b[k\"]")]
    [InlineData("a.b]")]
    [InlineData("a.b (deposed object 1a2b3c4d")]
    [InlineData("a.b (deposed 1a2b3c4d)")]
    [InlineData("a.b(deposed object 1a2b3c4d)")]
    [InlineData("a.b (deposed object 1a2b3c4d) x")]
    [InlineData("a.b (local-exec)")]
    public void What_is_no_address_counts_nothing(string address)
    {
        Assert.Equal((TerraformLineKind.Other, ResourceCounts.None), Read(address + ": Creation complete after 1s"));
        Assert.Equal((TerraformLineKind.Other, ResourceCounts.None), Read(address + ": Refreshing state... [id=x]"));
    }

    [Theory]
    [InlineData("a.b Creation complete after 1s")]
    [InlineData("a.b:Creation complete after 1s")]
    [InlineData("a.b:  Creation complete after 1s")]
    [InlineData("a.b: creation complete after 1s")]
    [InlineData("a.b: Creation complete after")]
    [InlineData("a.b: Creation complete after ")]
    [InlineData("a.b: Read complete after 1s")]
    [InlineData("a.b: Still creating... [id=x, 10s elapsed]")]
    [InlineData("a.b: ... Refreshing state...")]
    [InlineData("a.b: Refreshing state.. after 1s")]
    [InlineData("a.b[\"...\"")]
    [InlineData("a.b...")]
    [InlineData("Creation complete after 1s")]
    [InlineData("Refreshing state...")]
    public void What_stands_behind_the_address_must_be_what_Terraform_says(string line) =>
        Assert.Equal((TerraformLineKind.Other, ResourceCounts.None), Read(line));

    [Theory]
    [InlineData("0s")]
    [InlineData("59s")]
    [InlineData("1m0s")]
    [InlineData("1m2s")]
    [InlineData("1h0m3s")]
    [InlineData("100h59m59s")]
    [InlineData("1.5s")]
    [InlineData("1m2s [id=a b: c]")]
    [InlineData("1m2s ")]
    public void A_duration_is_one_as_Go_prints_it(string duration) =>
        Assert.Equal((TerraformLineKind.Resource, new(1, 0, 0)), Read("a.b: Creation complete after " + duration));

    [Theory]
    [InlineData("s")]
    [InlineData("5")]
    [InlineData("5m")]
    [InlineData("5sx")]
    [InlineData("5x")]
    [InlineData("x5s")]
    [InlineData(".5s")]
    [InlineData("-5s")]
    [InlineData("+5s")]
    [InlineData(" 5s")]
    [InlineData("5 s")]
    [InlineData("5ss")]
    [InlineData("ms")]
    [InlineData("1ms")]
    [InlineData("1hs")]
    [InlineData("m1s")]
    [InlineData("1m1h1s")]
    [InlineData("1m1m1s")]
    [InlineData("1s1s")]
    [InlineData("1.s")]
    [InlineData("1..5s")]
    [InlineData("1.5m1s")]
    [InlineData("5s,")]
    [InlineData("5s\u00a0[id=x]")]
    public void What_is_no_duration_counts_nothing(string duration) =>
        Assert.Equal((TerraformLineKind.Other, ResourceCounts.None), Read("a.b: Creation complete after " + duration));

    private static (TerraformLineKind Kind, ResourceCounts Counts) Read(string line)
    {
        var read = TerraformLine.Read(Encoding.UTF8.GetBytes(line));
        return (read.Kind, read.Counts);
    }
}
