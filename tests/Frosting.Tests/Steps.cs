namespace Cake.Frosting.Tests;

/// <summary>What tasks and lifetimes did, in order; they get it by constructor.</summary>
public sealed class Steps
{
    private readonly List<string> all = [];

    public IReadOnlyList<string> All => all;

    public void Add(string step) => all.Add(step);
}
