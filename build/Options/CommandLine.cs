namespace Build.Options;

/// <summary>The words of the command line, before Cake takes them apart: it gets those alone that are not of another command.</summary>
/// <param name="all">The program's arguments.</param>
internal sealed class CommandLine(IReadOnlyList<string> all)
{
    private const string Separator = "--";
    private static readonly string[] Working = ["--working", "-w"];

    private readonly string[] _words = [.. all.TakeWhile(word => word != Separator)];

    /// <summary>What the host is asked for: all in front of the first <c>--</c>.</summary>
    public IReadOnlyList<string> Host => _words;

    /// <summary>What stands behind the first <c>--</c>: a command, whatever it looks like; null without one.</summary>
    public IReadOnlyList<string>? Command => _words.Length < all.Count ? [.. all.Skip(_words.Length + 1)] : null;

    /// <summary>The folder whose <c>cake.config</c> holds for this run.</summary>
    public string WorkingFolder
    {
        get
        {
            string folder = Environment.CurrentDirectory;
            for (int i = 0; i < _words.Length; i++)
            {
                if (Working.Contains(_words[i]) && i + 1 < _words.Length) folder = _words[i + 1];
                else if (Working.Contains(Name(_words[i])) && _words[i].Length > Name(_words[i]).Length + 1)
                    folder = _words[i][(Name(_words[i]).Length + 1)..];
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
        for (int i = 0; i < _words.Length; i++)
        {
            if (_words[i].StartsWith('-') || (i > 0 && TakesNext(_words[i - 1]))) continue;
            string[] known = [.. targets()];
            string? target = known.FirstOrDefault(name => string.Equals(name, _words[i], StringComparison.OrdinalIgnoreCase))
                ?? NearestName.Of(_words[i], known);
            if (target is not null) throw InvalidOption.Because($"'{_words[i]}' stands alone; a target is named with --target={target}");
        }
    }

    // A switch stands there alone, or with true; of several the last one counts.
    private bool IsOn(params string[] names)
    {
        bool isOn = false;
        for (int i = 0; i < _words.Length; i++)
        {
            string name = Name(_words[i]);
            if (!names.Contains(name)) continue;
            string? value = name.Length < _words[i].Length ? _words[i][(name.Length + 1)..] : _words.ElementAtOrDefault(i + 1);
            isOn = !bool.TryParse(value, out bool given) || given;
        }

        return isOn;
    }

    // A word behind an option without a value of its own is that option's.
    private static bool TakesNext(string word) =>
        word.StartsWith('-') && Name(word) == word && !ArgumentCheck.IsSwitch(word.TrimStart('-'));

    private static string Name(string word) => word.Split('=', ':')[0];
}
