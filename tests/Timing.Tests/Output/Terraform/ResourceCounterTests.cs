using System.Text;
using BuildTiming.Model;
using BuildTiming.Output;
using BuildTiming.Output.Terraform;

namespace Timing.Tests.Output.Terraform;

public sealed class ResourceCounterTests
{
    private const string Created = "\e[0m\e[1mnull_resource.a: Creation complete after 1m2s [id=1]\e[0m\n";
    private const string Plan = "\e[1mPlan:\e[0m 1 to add, 0 to change, 0 to destroy.\n";

    [Theory]
    [InlineData("Apply complete! Resources: 2 added, 1 changed, 3 destroyed.", 2, 1, 3)]
    [InlineData("Apply complete! Resources: 4 imported, 2 added, 1 changed, 3 destroyed.", 2, 1, 3)]
    [InlineData("Apply complete! Resources: 2 added, 1 changed, 3 destroyed, 1 forgotten.", 2, 1, 3)]
    [InlineData("Apply complete! Resources: 2 added, 1 changed, 3 destroyed. Actions: 2 invoked.", 2, 1, 3)]
    [InlineData("Apply complete! Resources: 2 added, 1 changed, 3 destroyed. Actions: 2 invoked, 1 failed.", 2, 1, 3)]
    [InlineData("Destroy complete! Resources: 12 destroyed.", 0, 0, 12)]
    [InlineData("Destroy complete! Resources: 12 destroyed, 3 forgotten.", 0, 0, 12)]
    [InlineData("\e[0m\e[1m\e[32mApply \e[1mcomplete!\e[0m Resources: \e[32m2\e[0m added, 1 changed, 3 destroyed.\e[0m\r", 2, 1, 3)]
    [InlineData("\e]8;;https://example.com\e\\Destroy complete! Resources: 12 destroyed.", 0, 0, 12)]
    public void A_summary_gives_the_counts(string line, int added, int changed, int destroyed)
    {
        Assert.Equal(new(added, changed, destroyed), Count(line + "\n"));
        Assert.Equal(new(added, changed, destroyed), Count(line));
    }

    [Theory]
    [InlineData("null_resource.x: Creation complete after 0s [id=5]", 1, 0, 0)]
    [InlineData("module.a[\"k: x\\\"] (y)\"].aws_b.c[0]: Creation complete after 1h0m3s [id=a b]", 1, 0, 0)]
    [InlineData("aws_eks_cluster.this: Modifications complete after 3s", 0, 1, 0)]
    [InlineData("aws_vpc.main: Destruction complete after 12s", 0, 0, 1)]
    [InlineData("aws_vpc.main[1] (deposed object 1a2b3c4d): Destruction complete after 2s", 0, 0, 1)]
    public void A_resource_counts_without_a_summary(string line, int added, int changed, int destroyed) =>
        Assert.Equal(new(added, changed, destroyed), Count($"\e[0m\e[1m{line}\e[0m\r\n"));

    [Theory]
    [InlineData("null_resource.x (local-exec): Apply complete! Resources: 5 added, 0 changed, 0 destroyed.")]
    [InlineData("\e[0m\e[1mnull_resource.x (local-exec):\e[0m \e[0mApply complete! Resources: 5 added, 0 changed, 0 destroyed.")]
    [InlineData("null_resource.x (local-exec): aws_vpc.main: Creation complete after 1s")]
    [InlineData("o = \"Apply complete! Resources: 5 added, 0 changed, 0 destroyed.\"")]
    [InlineData("  Apply complete! Resources: 5 added, 0 changed, 0 destroyed.")]
    [InlineData("[12:00] Apply complete! Resources: 5 added, 0 changed, 0 destroyed.")]
    [InlineData("Apply complete! Resources: 5 added, 0 changed")]
    [InlineData("Apply complete! Resources: -5 added, 0 changed, 0 destroyed.")]
    [InlineData("Apply complete! Resources: 99999999999999999999 added, 0 changed, 0 destroyed.")]
    [InlineData("Apply complete! The state of your infrastructure has been saved.")]
    [InlineData("Plan: 5 to add, 0 to change, 0 to destroy.")]
    [InlineData("aws_vpc.main: Still creating... [id=1, 01m00s elapsed]")]
    [InlineData("data.aws_vpc.main: Read complete after 1s [id=1]")]
    [InlineData("aws_vpc.main: Creation complete after all")]
    [InlineData("Step: Creation complete after 5s")]
    [InlineData("│ Apply complete! Resources: 5 added, 0 changed, 0 destroyed.")]
    public void What_merely_looks_alike_counts_nothing(string line) => Assert.Equal(ResourceCounts.None, Count(line + "\n"));

    [Fact]
    public void A_run_with_a_summary_counts_by_its_summary() =>
        Assert.Equal(new(1, 0, 0), Count(Plan + Created + "\nApply complete! Resources: 1 added, 0 changed, 0 destroyed.\n"));

    [Fact]
    public void Several_runs_in_one_phase_add_up() => Assert.Equal(new(2, 0, 1), Count(
        Plan + Created + "Apply complete! Resources: 1 added, 0 changed, 0 destroyed.\n===\n"
        + Plan + Created + "Apply complete! Resources: 1 added, 0 changed, 1 destroyed.\n"));

    [Theory]
    [InlineData("╷\n│ Error: no\n╵\n")]
    [InlineData("\nError: no\n\n")]
    [InlineData(Plan)]
    [InlineData("Initializing the backend...\n")]
    [InlineData("Initializing provider plugins...\n")]
    [InlineData("Terraform used the selected providers to generate the following execution plan.\n")]
    [InlineData("Terraform will perform the following actions:\n")]
    [InlineData("OpenTofu used the selected providers to generate the following execution plan.\n")]
    [InlineData("OpenTofu will perform the following actions:\n")]
    [InlineData("Acquiring state lock. This may take a few moments...\n")]
    [InlineData("\e[0m\e[1mnull_resource.a: Refreshing state... [id=1]\e[0m\n")]
    public void A_failed_run_is_not_swallowed_by_the_summary_of_the_next(string border) => Assert.Equal(new(4, 0, 0), Count(
        Created + Created + border + "Apply complete! Resources: 2 added, 0 changed, 0 destroyed.\n"));

    [Fact]
    public void Without_any_border_the_lines_that_a_summary_does_not_name_are_those_of_a_failed_run() => Assert.Equal(new(3, 0, 0), Count(
        Created + Created + Created + "Apply complete! Resources: 1 added, 0 changed, 0 destroyed.\n"));

    [Fact]
    public void Two_runs_beside_each_other_are_counted_once_each() => Assert.Equal(new(3, 0, 0), Count(
        Plan + Plan + Created + Created + Created
        + "Apply complete! Resources: 1 added, 0 changed, 0 destroyed.\nApply complete! Resources: 2 added, 0 changed, 0 destroyed.\n"));

    [Fact]
    public void An_output_of_several_lines_that_quotes_a_summary_counts_nothing() => Assert.Equal(new(1, 0, 0), Count(
        "Apply complete! Resources: 1 added, 0 changed, 0 destroyed.\n\nOutputs:\n\n"
        + "m = <<EOT\nx\nApply complete! Resources: 9 added, 0 changed, 0 destroyed.\nEOT\n"));

    [Theory]
    [InlineData(64, 1)]
    [InlineData(65, 10)]
    public void An_output_is_quoted_up_to_a_delimiter_of_64_letters(int length, int added)
    {
        string delimiter = new('E', length);
        Assert.Equal(new(added, 0, 0), Count(
            "Apply complete! Resources: 1 added, 0 changed, 0 destroyed.\n\nOutputs:\n\n"
            + $"m = <<{delimiter}\nApply complete! Resources: 9 added, 0 changed, 0 destroyed.\n{delimiter}\n"));
    }

    [Fact]
    public void A_log_that_somebody_may_still_write_is_counted_as_far_as_it_is()
    {
        string log = Path.GetTempFileName();
        try
        {
            using var writer = new FileStream(log, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
            writer.Write(Encoding.UTF8.GetBytes($"{Created}{new string('x', 100_000)}\n{Created}"));
            writer.Flush();

            Assert.Equal(new(2, 0, 0), LogResources.Count(log));
        }
        finally
        {
            File.Delete(log);
        }
    }

    [Fact]
    public void An_output_that_never_closes_hides_nothing() => Assert.Equal(new(2, 0, 0), Count(
        "m = <<EOT\nx\nApply complete! Resources: 2 added, 0 changed, 0 destroyed.\n"));

    [Fact]
    public void An_uncoloured_error_that_quotes_a_summary_counts_nothing() => Assert.Equal(new(2, 0, 0), Count(
        Created + "\nError: local-exec provisioner error\n\nError running command 'false': exit status 1. Output: hi\n"
        + "Apply complete! Resources: 9 added, 0 changed, 0 destroyed.\nx.y: Creation complete after 1s\n\n"
        + "Plan: 1 to add, 0 to change, 0 to destroy.\n" + Created + "Apply complete! Resources: 1 added, 0 changed, 0 destroyed.\n"));

    [Fact]
    public void A_line_without_end_takes_no_memory_and_the_next_line_counts()
    {
        var output = new OutputReader();
        byte[] chunk = Encoding.UTF8.GetBytes(new string('x', 10_000));
        for (int i = 0; i < 1_000; i++) output.Write(chunk);
        output.Write("\nApply complete! Resources: 1 added, 0 changed, 0 destroyed.\n"u8);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1_000; i++) output.Write(chunk);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(new(1, 0, 0), output.Resources);
    }

    [Fact]
    public void Long_identifiers_do_not_hide_a_resource() =>
        Assert.Equal(new(1, 0, 0), Count($"a.b: Creation complete after 1s [id={new string('i', 200_000)}]\n"));

    private static ResourceCounts Count(string text)
    {
        var output = new OutputReader();
        output.Write(Encoding.UTF8.GetBytes(text));
        output.End();
        return output.Resources;
    }
}
