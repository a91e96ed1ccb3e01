using Build.Options;
using BuildTiming.Registry;
using Cake.Core;
using Cake.Core.Diagnostics;

namespace Build.Timing;

/// <summary>Says in one line where the rows are, with a command that shows them.</summary>
internal sealed class PublicationReport(Publication publication, BuildOptions options, Recording recording)
{
    public void Write(ICakeContext context)
    {
        if (publication.Published.Count > 0)
        {
            context.Log.Information("{0} {1} on {2}. See:", Rows(publication.Published.Count), publication.Published.Count == 1 ? "is" : "are", publication.Destination);
            foreach (string command in Commands(context)) context.Log.Information("  {0}", command);
        }

        if (publication.IsComplete) return;
        context.Log.Warning(
            "{0} could not be published to {1}: {2}. Nothing is lost: kept in {3}; the next run publishes what is there, and so does {4}",
            Rows(publication.Kept.Count),
            publication.Destination,
            publication.Reason.TrimEnd('.', ' '),
            recording.Spool?.Folder,
            options.Repeat("CommitTimings"));
    }

    private static string Rows(int count) => count == 1 ? "1 timing row" : $"{count} timing rows";

    private IEnumerable<string> Commands(ICakeContext context)
    {
        string revision = publication.Commit is { } commit ? commit[..12] : options[KnownOptions.RegistryBranch];
        string git = context.Environment.WorkingDirectory.FullPath == recording.Repository?.TopLevel ? "git" : $"git -C {Shell.Quote(options.PlatformRoot)}";
        return publication.Published.GroupBy(filed => filed.Folder)
            .Select(file => $"{git} show {revision}:{RegistryPath.Of(file.Key)} | tail -n {file.Count()}");
    }
}
