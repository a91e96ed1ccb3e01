namespace BuildTiming.Git.Objects;

/// <summary>What a commit says of itself.</summary>
/// <param name="Author">As git stores it: <c>Name &lt;email&gt; seconds zone</c>.</param>
/// <param name="Committer">As git stores it.</param>
/// <param name="Message">Subject, empty line, body.</param>
internal sealed record CommitHeader(string Author, string Committer, string Message);
