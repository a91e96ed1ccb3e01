using BuildTiming.Model;
using BuildTiming.Publishing;
using BuildTiming.Running;
using BuildTiming.Sessions;
using Cake.Core;

namespace Cake.BuildTiming.Output;

/// <summary>Says in one line where the rows are, with a command that shows them.</summary>
internal sealed class PublicationReport(Publication publication, TimingOptions options, BuildTimingSession session)
{
    public void Write(ICakeContext context)
    {
        FiledRow[] landed = publication.Waiting.Count == 0
            ? [.. publication.Published]
            : [.. publication.Published.Except(publication.Waiting)];
        if (landed.Length > 0)
        {
            context.Log.Say($"{Rows(landed.Length)} {(landed.Length == 1 ? "is" : "are")} on {publication.Destination}. See:");
            foreach (string line in Commands(context, landed)) context.Log.Say("  " + line);
        }

        if (publication.Waiting.Count > 0)
        {
            string wait = publication.Waiting.Count == 1 ? "waits" : "wait";
            context.Log.Say(
                $"{Rows(publication.Waiting.Count)} {wait} on {options.Remote} to be merged: "
                + $"{publication.WaitingReason.TrimEnd('.', ' ')}.\n"
                + "Nothing is lost, and nothing is left to do here: the next run that publishes directly takes along what waits, "
                + "and so does a merge of handoffs.");
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

    private IEnumerable<string> Commands(ICakeContext context, IEnumerable<FiledRow> rows)
    {
        string here = context.Environment.WorkingDirectory.FullPath;
        string git = here == session.TopLevel
            ? "git"
            : new PhaseCommand { Program = "git", Arguments = ["-C", options.Root ?? here] }.ToString();
        string revision = publication.Revision is { } commit ? Abbreviated(commit) : options.Branch;
        // Somebody else's commit has brought them: it need not be here.
        bool isElsewhere = publication.Revision is null && publication.Destination == $"{options.Remote}/{options.Branch}";
        string before = isElsewhere ? $"{git} fetch {options.Remote} {options.Branch} && " : "";
        return rows.GroupBy(filed => filed.Folder)
            .Select(file =>
                $"{before}{git} show {(isElsewhere ? "FETCH_HEAD" : revision)}:{Publication.FileOf(file.Key)} | tail -n {file.Count()}");
    }
}
