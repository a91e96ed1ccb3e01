namespace Build.Tests.Runs;

/// <summary>How a stub was called.</summary>
internal sealed record Call(string Program, IReadOnlyList<string> Arguments, string Folder, IReadOnlyDictionary<string, string> Variables)
{
    /// <summary>The variable that tells all that a command starts what it is part of.</summary>
    public const string Run = "BUILD_TIMING_RUN";

    // What every shell sets by itself, and the mark that is on every command.
    private static readonly string[] SetAnyway = ["_", "SHLVL", "PWD", "OLDPWD", Run];

    /// <summary>A script that writes down how it was called, prints what the test wants, and ends as the test wants.</summary>
    /// <remarks>It starts no process of its own: the suite calls it hundreds of times.</remarks>
    public static string Script(string program, string folder) => $$"""
        #!/bin/bash
        {
          printf 'program\0%s\0folder\0%s\0' '{{program}}' "$PWD"
          for argument in "$@"; do printf 'argument\0%s\0' "$argument"; done
          while IFS= read -r -d '' variable; do printf 'variable\0%s\0' "$variable"; done </proc/$$/environ
        } >>'{{folder}}/calls'
        if [[ -f '{{folder}}/{{program}}.sh' ]]; then source '{{folder}}/{{program}}.sh'; fi

        """;

    public static IReadOnlyList<Call> Read(string folder)
    {
        string file = Path.Combine(folder, "calls");
        if (!File.Exists(file)) return [];
        string[] cells = File.ReadAllText(file).Split('\0')[..^1];
        var calls = new List<Call>();
        for (int i = 0; i < cells.Length; i += 2)
        {
            string value = cells[i + 1];
            calls = cells[i] switch
            {
                "program" => [.. calls, new Call(value, [], "", new Dictionary<string, string>())],
                "folder" => [.. calls[..^1], calls[^1] with { Folder = value }],
                "argument" => [.. calls[..^1], calls[^1] with { Arguments = [.. calls[^1].Arguments, value] }],
                _ => [.. calls[..^1], calls[^1].With(value.Split('=', 2))],
            };
        }

        return calls;
    }

    /// <summary>What this call got and its caller had not: added variables, and those with another value.</summary>
    public IReadOnlyDictionary<string, string> Beyond(IReadOnlyDictionary<string, string> inherited) => Variables
        .Where(variable => !SetAnyway.Contains(variable.Key) && inherited.GetValueOrDefault(variable.Key) != variable.Value)
        .ToDictionary();

    private Call With(string[] variable) =>
        this with { Variables = new Dictionary<string, string>(Variables) { [variable[0]] = variable[1] } };
}
