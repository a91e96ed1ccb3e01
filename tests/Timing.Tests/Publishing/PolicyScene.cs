using BuildTiming.Journal;
using BuildTiming.Registry;
using Timing.Tests.Git;

namespace Timing.Tests.Publishing;

/// <summary>Where a policy brings the rows, and how they are found there.</summary>
public abstract class PolicyScene : IDisposable
{
    protected GitSandbox Sandbox { get; } = new();

    public void Dispose()
    {
        Sandbox.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>The lines of an environment's file in every commit that the policy brought somewhere.</summary>
    protected abstract string[][] Landed(TestRepository clone, string environment);

    /// <summary>The commits that record rows.</summary>
    protected abstract string[] Commits(TestRepository clone);

    /// <summary>The folder of the repository that the rows go to.</summary>
    protected abstract string Destination(TestRepository clone);

    /// <summary>What the journal notes before the policy brings a commit to its destination.</summary>
    private protected abstract Attempt AttemptOf(JournalEntry entry, string commit);

    protected string Git(TestRepository clone, params string[] arguments) => Sandbox.Git(Destination(clone), arguments);

    protected string[] LinesAt(TestRepository clone, string commit, string environment) =>
        Git(clone, "show", $"{commit}:{RegistryPath.Of(environment)}").Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The steps of an environment in the one commit that records rows.</summary>
    protected string StepFile(TestRepository clone, string environment) =>
        Git(clone, "show", $"{Commits(clone).Single()}:{RegistryPath.StepsOf(environment)}");
}
