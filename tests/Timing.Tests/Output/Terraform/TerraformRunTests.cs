using System.Globalization;
using System.Text.RegularExpressions;
using BuildTiming.Model;
using BuildTiming.Output;
using BuildTiming.Output.Steps;
using Tests.Shared.Facts;

namespace Timing.Tests.Output.Terraform;

/// <summary>The counts of real runs, as Terraform itself sums them up or, where it fails, as its state shows.</summary>
public sealed partial class TerraformRunTests : IDisposable
{
    private const string Configuration = """
        variable "value" { default = "1" }
        variable "fails" { default = false }
        resource "terraform_data" "changed" { input = var.value }
        resource "terraform_data" "replaced" {
          count            = 2
          triggers_replace = var.value
          provisioner "local-exec" {
            command = "echo 'Apply complete! Resources: 5 added, 0 changed, 0 destroyed.'"
          }
        }
        resource "terraform_data" "failing" {
          count      = var.fails ? 1 : 0
          depends_on = [terraform_data.replaced, terraform_data.changed]
          provisioner "local-exec" {
            command = "echo; echo 'Apply complete! Resources: 6 added, 0 changed, 0 destroyed.'; exit 1"
          }
        }
        output "quoting" { value = "x\nApply complete! Resources: 7 added, 0 changed, 0 destroyed.\ny" }
        """;

    private const string Imported = """

        import {
          to = terraform_data.imported
          id = "i"
        }
        resource "terraform_data" "imported" {}
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TerraformFact]
    public Task A_first_apply_adds() => ExpectAsync(3, 0, 0, Apply);

    [TerraformFact]
    public Task A_second_apply_adds_nothing() => ExpectAsync(3, 0, 0, $"{Apply}; {Apply}");

    [TerraformFact]
    public Task A_replaced_resource_is_one_added_and_one_destroyed() => ExpectAsync(5, 1, 2, $"{Apply}; {Apply} -var value=2");

    [TerraformFact]
    public Task What_was_done_before_a_failure_counts_in_colour() => ExpectAsync(5, 1, 2, $"{Apply}; {Apply} -var value=2 -var fails=true");

    [TerraformFact]
    public Task What_was_done_before_a_failure_counts_without_colour() =>
        ExpectAsync(5, 1, 2, $"{Apply} -no-color; {Apply} -no-color -var value=2 -var fails=true");

    [TerraformFact]
    public Task A_failed_run_then_a_good_one_then_a_destroy_add_up() => ExpectAsync(
        // The failed resource is tainted: no run counts it as created, but the next one destroys it.
        3, 0, 4, $"{Apply} -var fails=true; {Apply}; terraform destroy -auto-approve");

    [TerraformFact]
    public Task Two_targeted_passes_add_up() => ExpectAsync(3, 0, 0, $"{Apply} -target=terraform_data.changed; {Apply}");

    [TerraformFact]
    public Task An_imported_resource_is_not_added()
    {
        File.AppendAllText(_folder["main.tf"], Imported);
        return ExpectAsync(3, 0, 0, Apply);
    }

    [TerraformFact]
    public Task A_saved_plan_prints_no_plan_and_counts_all_the_same() =>
        ExpectAsync(3, 0, 0, "terraform plan -out=saved >/dev/null; terraform apply saved");

    private const string Apply = "terraform apply -auto-approve";

    private async Task ExpectAsync(int added, int changed, int destroyed, string script)
    {
        string main = _folder["main.tf"];
        await File.WriteAllTextAsync(main, Configuration + (File.Exists(main) ? await File.ReadAllTextAsync(main) : ""));
        var clock = new ArrivalTime(TimeProvider.System, TimeProvider.System.GetTimestamp());
        var output = new OutputReader(new StepTimer(clock, TimeProvider.System.GetUtcNow(), StepRules.Default));
        string text = await TerraformScript.RunAsync(_folder.Path, script, clock, output);
        Assert.True(new ResourceCounts(added, changed, destroyed) == output.Resources, $"{output.Resources}\n{text}");

        output.End();
        IReadOnlyList<Step> steps = output.Steps();
        ResourceCounts timed = new(CountOf(steps, StepAction.Create), CountOf(steps, StepAction.Update), CountOf(steps, StepAction.Delete));
        Assert.True(output.Resources == timed, $"{timed}\n{text}");
        string[] failed = script.Contains("fails=true", StringComparison.Ordinal) ? ["terraform_data.failing[0]"] : [];
        Assert.Equal(failed, steps.Where(step => step.Outcome != StepOutcome.Ok).Select(step => $"{step.Name}"));
        double[] own = [.. Ended(steps).Select(step => step.Duration.TotalSeconds)];
        double[] terraforms = [.. Took().Matches(text).Select(match => double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture))];
        Assert.Equal(terraforms.Length, own.Length);
        Assert.All(own.Order().Zip(terraforms.Order()), pair => Assert.InRange(pair.First - pair.Second, -1, 1));
    }

    private static IEnumerable<Step> Ended(IReadOnlyList<Step> steps) => steps.Where(step => step.Outcome == StepOutcome.Ok);

    private static int CountOf(IReadOnlyList<Step> steps, StepAction action) => Ended(steps).Count(step => step.Action == action);

    [GeneratedRegex(@"(?m)complete after ([0-9]+)s")]
    private static partial Regex Took();
}
