using BuildTiming.Journal;
using BuildTiming.Registry;
using Timing.Tests.Git;

namespace Timing.Tests.Registry;

public sealed class DirectPublishTests() : PublishContract(PublishPolicy.Direct)
{
    protected override string Destination(TestRepository clone) => Sandbox.Remote;

    protected override string[][] Landed(TestRepository clone, string environment) => [LinesAt(clone, GitSandbox.Branch, environment)];

    protected override string[] Commits(TestRepository clone) =>
        Git(clone, "log", "--grep=^chore(registry)", "--format=%H", GitSandbox.Branch).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    protected override Attempt AttemptOf(JournalEntry entry, string commit) => new("origin", "refs/heads/" + GitSandbox.Branch, [commit], Base: null);
}
