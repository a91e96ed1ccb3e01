using System.Text.RegularExpressions;

namespace Build.Options;

/// <summary>The values of options that nobody set; some depend on others.</summary>
/// <param name="values">The options that somebody has set.</param>
/// <param name="workingDirectory">What a relative platform root is relative to.</param>
/// <param name="searchPath">Where programs are looked up; null for this process's own PATH.</param>
internal sealed partial class OptionDefaults(IReadOnlyDictionary<Option, string> values, string workingDirectory, string? searchPath)
{
    public string PlatformRoot => Path.GetFullPath(Value(KnownOptions.PlatformRoot), workingDirectory);

    public string Of(Option option)
    {
        if (option == KnownOptions.TfDir) return "envs/" + Value(KnownOptions.Env);
        if (option == KnownOptions.EnvName) return Value(KnownOptions.Env);
        if (option == KnownOptions.Cluster) return ClusterOfTerraform() ?? $"goldenpath-{Value(KnownOptions.Env)}-eks";
        if (option == KnownOptions.Terraform) return IsOnPath("terraform") || !IsOnPath("tofu") ? "terraform" : "tofu";
        return option.Default;
    }

    private bool IsOnPath(string program) => Programs.IsOnPath(program, searchPath);

    private string Value(Option option) => values.TryGetValue(option, out string? value) ? value : Of(option);

    private string? ClusterOfTerraform()
    {
        string file = Path.Combine(PlatformRoot, Value(KnownOptions.TfDir), "terraform.tfvars");
        if (!File.Exists(file)) return null;
        Match match = ClusterName().Match(File.ReadAllText(file));
        if (!match.Success) return null;
        return KnownOptions.Cluster.Value.Read(match.Groups[1].Value)
            ?? throw InvalidOption.Because($"cluster_name of {file} is not possible; expected {KnownOptions.Cluster.Value.Expected}.");
    }

    [GeneratedRegex("^[ \t]*\"?cluster_name\"?[ \t]*=[ \t]*\"([^\"\r\n]*)\"", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex ClusterName();
}
