using Benchmarks.Measuring;

namespace Benchmarks.Scenarios;

/// <summary>One comparison of the report.</summary>
internal interface IScenario
{
    /// <summary>Its name on the command line.</summary>
    string Name { get; }

    /// <summary>What is compared, as a heading and a sentence.</summary>
    (string Heading, string Sentence) Title { get; }

    Task<IReadOnlyList<Figure>> MeasureAsync(Extent extent);
}
