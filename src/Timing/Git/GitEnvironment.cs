using System.Diagnostics;
using BuildTiming.Processes;

namespace BuildTiming.Git;

/// <summary>What every git child process runs with: English messages, no prompt, no editor, no hook, no housekeeping.</summary>
internal static class GitEnvironment
{
    /// <summary>
    /// Options that stand before the subcommand. Client-side hooks are off: recording must not trigger what a team runs before its own
    /// pushes. The hooks of the remote run as always.
    /// </summary>
    private static readonly string[] Configuration =
    [
        "core.hooksPath=/dev/null", "gc.auto=0", "maintenance.auto=false", "fetch.writeCommitGraph=false", "fetch.recurseSubmodules=false",
        "fetch.prune=false", "push.recurseSubmodules=no", "push.followTags=false", "push.gpgSign=false", "core.quotePath=true",
        "push.negotiate=false", "color.ui=false", "color.remote=false", "color.push=false", "color.transport=false", "color.advice=false",
        "advice.detachedHead=false", "log.showSignature=false", "fastimport.unpackLimit=100", "i18n.logOutputEncoding=UTF-8",
    ];

    /// <summary>
    /// Variables by which a surrounding git command (a hook, an alias) would redirect ours, and by which a user changes what names of files
    /// mean, how patches look or what time it is.
    /// </summary>
    private static readonly string[] Redirections =
    [
        "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES",
        "GIT_PREFIX", "GIT_NAMESPACE", "GIT_SHALLOW_FILE", "GIT_GRAFT_FILE", "GIT_REPLACE_REF_BASE", "GIT_QUARANTINE_PATH", "GIT_CONFIG",
        "GIT_IMPLICIT_WORK_TREE", "GIT_INTERNAL_SUPER_PREFIX", "GIT_LITERAL_PATHSPECS", "GIT_GLOB_PATHSPECS", "GIT_NOGLOB_PATHSPECS",
        "GIT_ICASE_PATHSPECS", "GIT_EXTERNAL_DIFF", "GIT_DIFF_OPTS", "GIT_ATTR_SOURCE", "GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE",
    ];

    public static ProcessStartInfo StartInfo(
        string folder, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?>? environment)
    {
        var info = new ProcessStartInfo(Program(environment))
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string setting in Configuration)
        {
            info.ArgumentList.Add("-c");
            info.ArgumentList.Add(setting);
        }

        foreach (string argument in arguments) info.ArgumentList.Add(argument);
        foreach ((string name, string? value) in environment ?? new Dictionary<string, string?>()) info.Environment[name] = value;
        foreach (string name in Redirections.Concat(info.Environment.Keys.Where(IsTrace).ToArray())) info.Environment.Remove(name);
        foreach ((string name, string value) in Variables()) info.Environment[name] = value;
        return info;
    }

    /// <summary>Git as the given PATH names it: .NET looks in this process's own.</summary>
    private static string Program(IReadOnlyDictionary<string, string?>? environment) =>
        environment is not null && environment.TryGetValue("PATH", out string? path) && path is not null
            ? SearchPath.Find("git", path) ?? "git"
            : "git";

    /// <summary>Traces would stand among the messages by which failures are told apart.</summary>
    private static bool IsTrace(string name) => name.StartsWith("GIT_TRACE", StringComparison.Ordinal);

    private static IEnumerable<(string Name, string Value)> Variables()
    {
        yield return ("LC_ALL", "C");
        yield return ("LANGUAGE", "");
        yield return ("GIT_OPTIONAL_LOCKS", "0");
        yield return ("GIT_NO_REPLACE_OBJECTS", "1");
        yield return ("GIT_TERMINAL_PROMPT", "0");
        yield return ("GCM_INTERACTIVE", "never");
        yield return ("GIT_EDITOR", ":");
        yield return ("GIT_PAGER", "cat");
        // ssh asks this program instead of the terminal, whatever ssh command is configured; its refusal ends the attempt.
        yield return ("SSH_ASKPASS", "/bin/false");
        yield return ("SSH_ASKPASS_REQUIRE", "force");
    }
}
