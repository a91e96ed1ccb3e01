using Xunit.Abstractions;
using Xunit.Sdk;

namespace Tests.Shared.Facts;

/// <summary>Finds the cases of a <see cref="SampledTheoryAttribute"/>: all, or the one whose turn it is.</summary>
public sealed class SampledTheoryDiscoverer(IMessageSink messages) : TheoryDiscoverer(messages)
{
    /// <inheritdoc/>
    public override IEnumerable<IXunitTestCase> Discover(
        ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute) =>
        TestSample.Of([.. base.Discover(discoveryOptions, testMethod, factAttribute)]);
}
