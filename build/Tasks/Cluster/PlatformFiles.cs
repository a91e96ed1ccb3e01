using Build.Options;

namespace Build.Tasks.Cluster;

/// <summary>What a platform repository must hold.</summary>
internal static class PlatformFiles
{
    private const string Environments = "envs";

    /// <summary>The platform root, the environment and the Terraform root are there.</summary>
    public static void RequireEnvironment(BuildOptions options)
    {
        RequireRoot(options);
        RequireKnownEnvironment(options);
        if (!Directory.Exists(Path.Combine(options.PlatformRoot, options.TfDir)))
            throw InvalidOption.Because($"the Terraform root {options.TfDir} does not exist in {options.PlatformRoot}: set --tf-dir.");
    }

    /// <summary>
    /// The platform root is there, and so is the environment, where the repository has any: a typo must not be recorded as another one.
    /// </summary>
    public static void RequireEnvironmentIfAny(BuildOptions options)
    {
        RequireRoot(options);
        if (!Directory.Exists(Path.Combine(options.PlatformRoot, Environments))) return;
        RequireKnownEnvironment(options);
    }

    /// <summary>A script of the platform repository is there.</summary>
    public static void RequireScript(BuildOptions options, string script)
    {
        if (!File.Exists(Path.Combine(options.PlatformRoot, script)))
            throw InvalidOption.Because(
                $"{script} does not exist in {options.PlatformRoot}: is that a platform repository? Set --platform-root.");
    }

    private static void RequireRoot(BuildOptions options)
    {
        if (!Directory.Exists(options.PlatformRoot))
            throw InvalidOption.Because(
                $"the platform root {options.PlatformRoot} does not exist: set --platform-root, or PlatformRoot in cake.config.");
    }

    private static void RequireKnownEnvironment(BuildOptions options)
    {
        if (!Directory.Exists(Path.Combine(options.PlatformRoot, Environments, options.Env)))
            throw InvalidOption.Because(
                $"environment '{options.Env}' does not exist: there is no folder {Environments}/{options.Env} in {options.PlatformRoot}. "
                + $"{Known(options)}");
    }

    private static string Known(BuildOptions options)
    {
        string folder = Path.Combine(options.PlatformRoot, Environments);
        string[] known = Directory.Exists(folder)
            ? [.. Directory.GetDirectories(folder).Select(path => Path.GetFileName(path)).Order()]
            : [];
        if (known.Length == 0) return "Set --platform-root to a repository with such folders.";
        string nearest = NearestName.Of(options.Env, known) is { } name ? $" Did you mean --env={name}?" : string.Empty;
        return $"Known: {string.Join(", ", known)}.{nearest}";
    }
}
