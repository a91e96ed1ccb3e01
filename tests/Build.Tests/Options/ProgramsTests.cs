using Build.Options;
using Build.Tests.Programs;
using Cake.Core;
using Tests.Shared.Files;
using HostPrograms = Build.Options.Programs;

namespace Build.Tests.Options;

/// <summary>What is said of a program that cannot be started; that a run ends with it is for whole runs to show.</summary>
public sealed class ProgramsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("sh", null)]
    [InlineData("/bin/sh", null)]
    [InlineData("no-such-program", "no-such-program is not on PATH")]
    [InlineData("bin/none", "bin/none does not exist in {folder}")]
    public void A_name_is_looked_up_on_PATH_and_a_path_in_the_folder(string program, string? complaint) =>
        Assert.Equal(complaint?.Replace("{folder}", _folder.Path), HostPrograms.Complaint(program, _folder.Path));

    [Theory]
    [InlineData("no script", null)]
    [InlineData("", null)]
    [InlineData("#!", null)]
    [InlineData("#!/bin/sh\n", null)]
    [InlineData("#! /bin/sh\t-e\n/no/such", null)]
    [InlineData("#!/bin/sh no-such-program", null)]
    [InlineData("#!/usr/bin/env sh", null)]
    [InlineData("#!/usr/bin/env no-such-program", "no-such-program")]
    [InlineData("#!/usr/bin/env A=no-such-program", null)]
    [InlineData("#!/usr/bin/env -S no-such-program", null)]
    [InlineData("#!/no/such/sh -e\n", "/no/such/sh")]
    [InlineData("#!/bin/sh\r\n", "/bin/sh\\r")]
    public void A_script_needs_the_interpreter_that_its_first_line_names(string content, string? missing)
    {
        string script = StubProgram.Write(_folder["bin"], "script", content);

        Assert.Equal(
            missing is null ? null : $"{script} cannot be started: its interpreter {missing} is missing",
            HostPrograms.Complaint("bin/script", _folder.Path));
    }

    [Fact]
    public void A_file_that_cannot_be_executed_is_named()
    {
        File.WriteAllText(_folder["plain"], "#!/bin/sh\n");
        Assert.Equal($"{_folder["plain"]} is not executable", HostPrograms.Complaint("./plain", _folder.Path));
    }

    [Fact]
    public void A_program_that_cannot_be_read_is_left_to_the_system()
    {
        string program = StubProgram.Write(_folder.Path, "program", "#!/no/such/sh\n");
        using var held = new FileStream(program, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        Assert.Null(HostPrograms.Complaint(program, "/"));
    }

    [Theory]
    [InlineData("terraform", "terraform", "tofu")]
    [InlineData("terraform", "terraform")]
    [InlineData("tofu", "tofu")]
    [InlineData("terraform")]
    public void OpenTofu_is_the_default_where_there_is_no_Terraform(string program, params string[] installed)
    {
        foreach (string name in installed) StubProgram.Write(_folder["bin"], name, "");
        Assert.Equal(program, new Sources().Variable("PATH", _folder["bin"]).Read()[KnownOptions.Terraform]);
    }

    [Fact]
    public void Without_Terraform_it_says_where_to_get_it()
    {
        BuildOptions options = new Sources().Argument("terraform", "no-such-terraform").Read();

        CakeException refusal = Assert.Throws<CakeException>(() => HostPrograms.RequireTerraform(options));
        Assert.Equal(
            (2, "no-such-terraform is not on PATH. Install Terraform (https://developer.hashicorp.com/terraform/install) or OpenTofu "
                + "(https://opentofu.org), or set --terraform or TF_BIN."),
            (refusal.ExitCode, refusal.Message));
        Assert.Null(Record.Exception(() => HostPrograms.RequireTerraform(new Sources().Argument("terraform", "sh").Read())));
        Assert.Null(Record.Exception(HostPrograms.RequireBash));
    }
}
