namespace Timing.Tests.Git;

/// <summary>Clones whose phase runs are published.</summary>
internal static class SandboxClones
{
    /// <summary>A clone of the remote.</summary>
    public static TestRepository Clone(this GitSandbox sandbox, string name = "clone", params string[] options) =>
        new(sandbox, sandbox.CloneTo(name, options));
}
