using Build.Tests.Programs;
using Tests.Shared.Git;

namespace Build.Tests.Workflows;

/// <summary>The look of <c>registry-handoffs.yml</c>, run as the runner runs it: <c>bash -e</c> in the checkout.</summary>
public sealed class HandoffLookTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("handoff-look-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("timing-handoff/20260124T144327Z-1", "waiting=true\n")]
    [InlineData("feature/timing", "")]
    public async Task Dotnet_is_set_up_only_where_a_handoff_waits(string branch, string output)
    {
        await Git("init", "--quiet", "--bare", "remote");
        await Git("init", "--quiet", "clone");
        await Git("-C", "clone", "-c", "user.name=t", "-c", "user.email=t@localhost", "commit", "--quiet", "--allow-empty", "-m", "empty");
        await Git("-C", "clone", "remote", "add", "origin", "../remote");
        await Git("-C", "clone", "push", "--quiet", "origin", $"HEAD:refs/heads/{branch}");

        Assert.Equal((0, output), await LookAsync());
    }

    [Fact]
    public async Task A_remote_that_does_not_answer_fails_the_job_and_is_not_taken_for_an_empty_one()
    {
        await Git("init", "--quiet", "clone");
        await Git("-C", "clone", "remote", "add", "origin", "../missing");

        Assert.NotEqual(0, (await LookAsync()).ExitCode);
    }

    [Fact]
    public void Everything_after_the_look_depends_on_it()
    {
        var steps = Workflow.Read("registry-handoffs.yml").Steps.SkipWhile(step => Workflow.Value(step, "id") != "look").Skip(1).ToList();

        Assert.Equal(2, steps.Count);
        Assert.All(steps, step => Assert.Equal("steps.look.outputs.waiting == 'true'", Workflow.Value(step, "if")));
    }

    private async Task<(int ExitCode, string Output)> LookAsync()
    {
        string output = Path.Combine(_folder, "output");
        await File.WriteAllTextAsync(output, "");
        string script = Workflow.Read("registry-handoffs.yml").StepRunning("waiting=")!["run"].ToString();
        ProgramRun run = await ProgramRun.Of(Path.Combine(_folder, "clone"), [("GITHUB_OUTPUT", output)], "bash", "-e", "-c", script);
        return (run.ExitCode, await File.ReadAllTextAsync(output));
    }

    private async Task Git(params string[] arguments) =>
        Assert.Equal(0, (await GitRunner.RunAsync(_folder, new Dictionary<string, string?>(), arguments)).ExitCode);
}
