using Faults.Plans;

namespace Faults.Answers;

/// <summary>What a series of wrong answers has shown.</summary>
/// <param name="Calls">The calls of git that a publication makes.</param>
/// <param name="Search">Those that it makes besides where the answer to its publication was lost.</param>
/// <param name="Runs">How many runs there were under wrong answers.</param>
/// <param name="Complaints">What is wrong.</param>
internal sealed record AnswerReport(
    IReadOnlyList<CommandStep> Calls, IReadOnlyList<CommandStep> Search, int Runs, IReadOnlyList<string> Complaints);
