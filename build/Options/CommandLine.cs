namespace Build.Options;

/// <summary>The words of the command line, before Cake takes them apart.</summary>
/// <param name="words">The program's arguments.</param>
internal sealed class CommandLine(IReadOnlyList<string> words)
{
    private static readonly string[] Working = ["--working", "-w"];

    /// <summary>The folder whose <c>cake.config</c> holds for this run.</summary>
    public string WorkingFolder
    {
        get
        {
            string folder = Environment.CurrentDirectory;
            for (int i = 0; i < words.Count; i++)
            {
                if (Working.Contains(words[i]) && i + 1 < words.Count) folder = words[i + 1];
                else if (Working.Contains(Name(words[i])) && words[i].Length > Name(words[i]).Length + 1)
                    folder = words[i][(Name(words[i]).Length + 1)..];
            }

            return Path.GetFullPath(folder);
        }
    }

    /// <summary>A dry run is asked for.</summary>
    public bool IsDryRun => IsOn("--dryrun", "--noop", "--whatif");

    /// <summary>Targets are to run without those that they depend on.</summary>
    public bool IsExclusive => IsOn("--exclusive", "-e");

    /// <summary>Refuses a target that is named without <c>--target=</c>: <c>./build.sh DeployPersistent</c>.</summary>
    /// <param name="targets">The targets of this host, asked for where a word stands alone.</param>
    /// <exception cref="Cake.Core.CakeException">Names the form that works.</exception>
    public void RequireNoBareTarget(Func<IEnumerable<string>> targets)
    {
        for (int i = 0; i < words.Count && words[i] != "--"; i++)
        {
            if (words[i].StartsWith('-') || (i > 0 && TakesNext(words[i - 1]))) continue;
            string[] known = [.. targets()];
            string? target = known.FirstOrDefault(name => string.Equals(name, words[i], StringComparison.OrdinalIgnoreCase))
                ?? NearestName.Of(words[i], known);
            if (target is not null) throw InvalidOption.Because($"'{words[i]}' stands alone; a target is named with --target={target}");
        }
    }

    // A switch stands there alone, or with true; of several the last one counts.
    private bool IsOn(params string[] names)
    {
        bool isOn = false;
        for (int i = 0; i < words.Count && words[i] != "--"; i++)
        {
            string name = Name(words[i]);
            if (!names.Contains(name)) continue;
            string? value = name.Length < words[i].Length ? words[i][(name.Length + 1)..] : words.ElementAtOrDefault(i + 1);
            isOn = !bool.TryParse(value, out bool given) || given;
        }

        return isOn;
    }

    // A word behind an option without a value of its own is that option's.
    private static bool TakesNext(string word) =>
        word.StartsWith('-') && Name(word) == word && !ArgumentCheck.IsSwitch(word.TrimStart('-'));

    private static string Name(string word) => word.Split('=', ':')[0];
}
