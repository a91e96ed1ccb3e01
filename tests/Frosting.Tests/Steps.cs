namespace Cake.Frosting.Tests;

/// <summary>What tasks and lifetimes did, in order; they get it by constructor.</summary>
public sealed class Steps
{
    private readonly List<string> _all = [];

    public IReadOnlyList<string> All => _all;

    public void Add(string step) => _all.Add(step);
}
