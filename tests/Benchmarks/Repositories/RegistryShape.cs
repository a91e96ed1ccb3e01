namespace Benchmarks.Repositories;

/// <summary>How large a generated registry branch is.</summary>
/// <param name="Files">Other files on the branch, spread over folders of 100.</param>
/// <param name="Rows">Rows of the CSV file.</param>
/// <param name="Commits">Commits that each appended one row; the last holds <paramref name="Rows"/>.</param>
internal sealed record RegistryShape(int Files = 100, int Rows = 100, int Commits = 1);
