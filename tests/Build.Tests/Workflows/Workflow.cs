using Tests.Shared.Files;
using YamlDotNet.RepresentationModel;

namespace Build.Tests.Workflows;

/// <summary>A workflow file, as text and as the tree that a YAML parser reads.</summary>
internal sealed class Workflow
{
    private readonly YamlMappingNode _root;

    private Workflow(string name, string text)
    {
        Name = name;
        Text = text;
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        _root = (YamlMappingNode)stream.Documents.Single().RootNode;
    }

    public string Name { get; }

    public string Text { get; }

    public IEnumerable<KeyValuePair<string, YamlNode>> Jobs => Entries(_root["jobs"]);

    public IEnumerable<YamlNode> Steps => Jobs.SelectMany(job => (YamlSequenceNode)job.Value["steps"]);

    public IEnumerable<string> Scripts => Steps.Select(step => At(step, "run")).OfType<YamlScalarNode>().Select(run => run.Value!);

    public static IReadOnlyList<string> Names { get; } =
        [.. Directory.GetFiles(RepositoryRoot.File(".github", "workflows")).Select(file => Path.GetFileName(file))
            .Order(StringComparer.Ordinal)];

    public static Workflow Read(string name) => new(name, File.ReadAllText(RepositoryRoot.File(".github", "workflows", name)));

    /// <summary>The step that uses an action, for example <c>actions/checkout</c>.</summary>
    public YamlNode StepUsing(string action) =>
        Steps.Single(step => Value(step, "uses")?.StartsWith($"{action}@", StringComparison.Ordinal) is true);

    public YamlNode StepRunning(string start) =>
        Steps.Single(step => Value(step, "run")?.StartsWith(start, StringComparison.Ordinal) is true);

    public YamlNode? At(params string[] keys) => At(_root, keys);

    public string? Value(params string[] keys) => Value(_root, keys);

    public static string? Value(YamlNode node, params string[] keys) => (At(node, keys) as YamlScalarNode)?.Value;

    public static YamlNode? At(YamlNode node, params string[] keys)
    {
        YamlNode? found = node;
        foreach (string key in keys)
            found = found is YamlMappingNode mapping && mapping.Children.TryGetValue(key, out YamlNode? child) ? child : null;

        return found;
    }

    public static IEnumerable<KeyValuePair<string, YamlNode>> Entries(YamlNode node) =>
        ((YamlMappingNode)node).Children.Select(child => KeyValuePair.Create(((YamlScalarNode)child.Key).Value!, child.Value));

    public static IEnumerable<string> Strings(YamlNode node) => ((YamlSequenceNode)node).Select(item => ((YamlScalarNode)item).Value!);
}
