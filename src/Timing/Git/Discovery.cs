namespace BuildTiming.Git;

/// <summary>What was found of a folder's repository.</summary>
/// <param name="Repository">The repository; null where there is none.</param>
/// <param name="Complaint">What git says where there is none.</param>
internal sealed record Discovery(GitRepository? Repository, string Complaint = "");
