namespace Tests.Shared.Git;

/// <summary>A bare repository with one commit on <c>main</c>, and a clone of it.</summary>
/// <param name="Origin">Where the clone looks for the bare one.</param>
/// <param name="Remote">The bare one.</param>
/// <param name="Copy">The clone.</param>
internal sealed record SandboxTemplate(string Origin, RepositoryTemplate Remote, RepositoryTemplate Copy);
