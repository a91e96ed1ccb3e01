using BuildTiming.Publishing;
using BuildTiming.Registry;
using BuildTiming.Running;
using BuildTiming.Sessions;
using Cake.Core;

namespace Cake.BuildTiming.Output;

/// <summary>Says in one line where the rows are, with a command that shows them.</summary>
internal sealed class PublicationReport(Publication publication, TimingOptions options, BuildTimingSession session)
{
    public void Write(ICakeContext context)
    {
        if (publication.Published.Count > 0)
        {
            string verb = publication.Published.Count == 1 ? "is" : "are";
            context.Log.Say($"{Rows(publication.Published.Count)} {verb} on {publication.Destination}. See:");
            foreach (string line in Commands(context)) context.Log.Say("  " + line);
        }

        if (publication.IsComplete) return;
        context.Log.Warn(
            $"{Rows(publication.Kept.Count)} could not be published to {publication.Destination}: {publication.Reason.TrimEnd('.', ' ')}.\n"
            + $"Nothing is lost: kept in {session.JournalFolder}. The next run publishes what is there"
            + (options.PublishCommand is { } command ? $", and so does:\n  {command}" : "."));
    }

    private static string Rows(int count) => count == 1 ? "1 timing row" : $"{count} timing rows";

    private static string Abbreviated(string revision) =>
        revision.All(char.IsAsciiHexDigit) && revision.Length > 12 ? revision[..12] : revision;

    private IEnumerable<string> Commands(ICakeContext context)
    {
        string revision = publication.Revision is { } commit ? Abbreviated(commit) : options.Branch;
        string here = context.Environment.WorkingDirectory.FullPath;
        string git = here == session.TopLevel
            ? "git"
            : new PhaseCommand { Program = "git", Arguments = ["-C", options.Root ?? here] }.ToString();
        return publication.Published.GroupBy(filed => filed.Folder)
            .Select(file => $"{git} show {revision}:{RegistryPath.Of(file.Key)} | tail -n {file.Count()}");
    }
}
