using System.Text;

namespace Cake.Frosting.CommandLine;

/// <summary>What <c>--help</c> prints: usage, examples, and the options as <see cref="HostOptions"/> describes them.</summary>
internal static class HelpText
{
    /// <param name="program">The name that the user calls the host by.</param>
    public static string For(string program)
    {
        var text = new StringBuilder();
        text.Append("USAGE:\n    ").Append(program).Append(" [OPTIONS]\n\nEXAMPLES:\n");
        foreach (string example in (string[])["", " --verbosity quiet", " --tree"])
            text.Append("    ").Append(program).Append(example).Append('\n');
        text.Append("\nOPTIONS:\n");
        int width = HostOptions.All.Max(option => Signature(option).Length);
        foreach (HostOption option in HostOptions.All)
            text.Append("    ").Append(Signature(option).PadRight(width + 4)).Append(option.Description).Append('\n');
        return text.ToString();
    }

    private static string Signature(HostOption option)
    {
        string letter = option.Letter is null ? "    " : $"-{option.Letter}, ";
        return option.IsFlag ? $"{letter}--{option.Names[0]}" : $"{letter}--{option.Names[0]} <{option.ValueName}>";
    }
}
