using Build.Options;
using BuildTiming.Publishing;
using BuildTiming.Registry;
using Cake.Core;

namespace Build.Timing;

/// <summary>Says in one line where the rows are, with a command that shows them.</summary>
internal sealed class PublicationReport(Publication publication, BuildOptions options, Recording recording)
{
    public void Write(ICakeContext context)
    {
        if (publication.Published.Count > 0)
        {
            string verb = publication.Published.Count == 1 ? "is" : "are";
            context.Log.Say($"{Rows(publication.Published.Count)} {verb} on {publication.Destination}. See:");
            foreach (string command in Commands(context)) context.Log.Say("  " + command);
        }

        if (publication.IsComplete) return;
        context.Log.Warn(
            $"{Rows(publication.Kept.Count)} could not be published to {publication.Destination}: {publication.Reason.TrimEnd('.', ' ')}.\n"
            + $"Nothing is lost: kept in {recording.Spool?.Folder}. The next run publishes what is there, and so does:\n"
            + $"  {options.Repeat("CommitTimings")}");
    }

    private static string Rows(int count) => count == 1 ? "1 timing row" : $"{count} timing rows";

    private static string Abbreviated(string revision) => revision.All(char.IsAsciiHexDigit) && revision.Length > 12 ? revision[..12] : revision;

    private IEnumerable<string> Commands(ICakeContext context)
    {
        string revision = publication.Revision is { } commit ? Abbreviated(commit) : options[KnownOptions.RegistryBranch];
        string git = context.Environment.WorkingDirectory.FullPath == recording.Repository?.TopLevel ? "git" : $"git -C {Shell.Quote(options.PlatformRoot)}";
        return publication.Published.GroupBy(filed => filed.Folder)
            .Select(file => $"{git} show {revision}:{RegistryPath.Of(file.Key)} | tail -n {file.Count()}");
    }
}
