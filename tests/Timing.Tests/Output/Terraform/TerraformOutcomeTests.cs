using System.Text;
using BuildTiming.Output;
using Tests.Shared.Facts;

namespace Timing.Tests.Output.Terraform;

/// <summary>Whether Terraform's last run ended in errors, from texts and from real runs.</summary>
public sealed class TerraformOutcomeTests : IDisposable
{
    private const string Box =
        "\e[31m╷\e[0m\e[0m\n\e[31m│\e[0m \e[0m\e[1m\e[31mError: \e[0m\e[0m\e[1mlocal-exec provisioner error\e[0m\n"
        + "\e[31m│\e[0m \e[0m\n"
        + "\e[31m╵\e[0m\e[0m\n";
    private const string Plain =
        "\nError: local-exec provisioner error\n\n  with terraform_data.b,\n  on main.tf line 4, in resource \"terraform_data\" \"b\":\n";
    private const string WithoutPlace = "\nError: Error acquiring the state lock\n\nError message: resource temporarily unavailable\n";
    private const string Refreshed = "terraform_data.a: Refreshing state... [id=1]\n";
    private const string Destroyed = "\nDestroy complete! Resources: 2 destroyed.\n";
    private const string Applied = "\e[0m\e[1m\e[32m\nApply complete! Resources: 0 added, 0 changed, 0 destroyed.\n\e[0m";
    private const string Verdict = "[2026-01-24T14:43:27Z] \e[31mERROR: Terraform destroy ultimately failed\e[0m";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(Box)]
    [InlineData(Plain)]
    [InlineData("\nError: cut off behind its place\n\n  with terraform_data.b,")]
    [InlineData("╷\r\n│ Error: in a box that has lost its colours\r\n│ \r\n╵\r\n")]
    [InlineData(Refreshed + WithoutPlace)]
    [InlineData(Refreshed + Refreshed + WithoutPlace)]
    [InlineData(Refreshed + Box + WithoutPlace)]
    [InlineData(Destroyed + Box)]
    [InlineData(Destroyed + Plain)]
    [InlineData(Box + Destroyed + Box)]
    [InlineData(Box + "Retrying (2/3) ...\n" + Refreshed + Box + "Terraform destroy failed.\n")]
    [InlineData(Box + "Initializing the backend...\nTerraform has been successfully initialized!\n")]
    [InlineData(Verdict)]
    [InlineData(Verdict + "\n" + Verdict)]
    [InlineData("Terraform destroy ultimately failed\n")]
    [InlineData(Verdict + "\nTeardown is complete.\n")]
    public void A_phase_whose_last_run_ended_in_errors_has_failed(string text) => Assert.True(Read(text), text);

    [Theory]
    [InlineData("")]
    [InlineData(Destroyed)]
    [InlineData(Box + Destroyed)]
    [InlineData(Plain + Applied)]
    [InlineData(Verdict + "\n" + Destroyed)]
    [InlineData(Box + "\e[0m\e[1m\e[32mNo changes.\e[0m\e[1m Your infrastructure matches the configuration.\e[0m\n")]
    [InlineData("Error: the word alone\n")]
    [InlineData("\nError: the word alone, as a script sets it off\n\nIt goes on all the same.\n")]
    [InlineData(Refreshed + "\nError: the word alone\nand no blank line behind it\n")]
    [InlineData(Refreshed + "Error: the word alone\n\nand no blank line before it\n")]
    [InlineData(Refreshed + "\n│ Error: quoted between blank lines\n\n")]
    [InlineData("\nError: the word alone\n\n  as a script indents it\n")]
    [InlineData("\nSomething else\n\n  with a place\n")]
    [InlineData("  " + Verdict)]
    [InlineData("  " + Verdict + "\n")]
    [InlineData("│ Error: quoted without its box\n")]
    [InlineData("terraform_data.b (local-exec): ╷\nterraform_data.b (local-exec): │ Error: of a provisioner\n")]
    [InlineData("  ╷\n  │ Error: of an indented quotation\n")]
    [InlineData("╷\n│ Warning: Deprecated\n│ \n│ Error: is only mentioned\n╵\n")]
    [InlineData("note = <<EOT\n" + Box + "EOT\n")]
    public void What_merely_looks_like_an_error_is_none(string text) => Assert.False(Read(text), text);

    [Fact]
    public void Chunks_may_end_anywhere()
    {
        byte[] bytes = Encoding.UTF8.GetBytes(Destroyed + Box);
        var output = new OutputReader();
        foreach (byte next in bytes) output.Write([next]);
        Assert.True(output.HasFailed);
    }

    [TerraformTheory]
    [Trait("Turn", "a")]
    [InlineData("terraform apply -auto-approve", false)]
    [InlineData("terraform apply -auto-approve -no-color", false)]
    [InlineData("terraform apply -auto-approve -var fails=true || true", true)]
    [InlineData("terraform apply -auto-approve -var fails=true -no-color || true", true)]
    [InlineData("terraform apply -auto-approve -var fails=true; terraform apply -auto-approve", false)]
    [InlineData("terraform apply -auto-approve; for try in 1 2; do terraform destroy -auto-approve -var undeclared=1 || true; done", true)]
    [InlineData("terraform apply -auto-approve -var fails=true; terraform plan -destroy; terraform destroy -auto-approve -no-color", false)]
    [InlineData("terraform apply -auto-approve; terraform output", false)]
    public async Task Real_runs(string script, bool hasFailed)
    {
        await File.WriteAllTextAsync(_folder["main.tf"], """
            variable "fails" { default = false }
            resource "terraform_data" "good" {
              provisioner "local-exec" { command = "echo 'Error: not really'" }
            }
            resource "terraform_data" "failing" {
              count = var.fails ? 1 : 0
              provisioner "local-exec" { command = "exit 1" }
            }
            output "quotation" { value = "\n╷\n│ Error: quoted\n╵\n" }
            """);
        var output = new OutputReader();
        string text = await TerraformScript.RunAsync(_folder.Path, script, output);
        Assert.True(hasFailed == output.HasFailed, text);
    }

    private static bool Read(string text)
    {
        var output = new OutputReader();
        output.Write(Encoding.UTF8.GetBytes(text));
        output.End();
        return output.HasFailed;
    }
}
