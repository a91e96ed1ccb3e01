using Cake.Core;

namespace Cake.Frosting.Tests.Stranger;

/// <summary>Public setters, filled in by the setup, as such builds have them.</summary>
internal sealed class StrangerContext(ICakeContext context, Steps steps) : FrostingContext(context)
{
    public Steps Steps { get; } = steps;

    public string Version { get; set; } = "";

    public string BuildConfiguration { get; set; } = "";

    public IReadOnlyCollection<string> Platforms { get; set; } = [];

    public bool IsRelease { get; set; }
}
