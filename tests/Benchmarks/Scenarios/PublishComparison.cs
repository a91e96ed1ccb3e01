using Benchmarks.Measuring;
using Benchmarks.Repositories;
using BuildTiming.Registry;

namespace Benchmarks.Scenarios;

/// <summary>Publishing one row against the bare fetch and push, both on one remote, each from a clone of its own.</summary>
internal static class PublishComparison
{
    public static async Task<(Samples Publish, Samples Bare)> MeasureAsync(RegistryShape shape, int rounds)
    {
        using var folder = new TemporaryFolder();
        Registry registry = await Registry.CreateAsync(folder["remote"], shape);
        Recorder recorder = await Recorder.OpenAsync(await registry.CloneAsync(folder["recorder"]));
        var bare = new PreparedPush(registry, await registry.CloneAsync(folder["bare"]), await registry.CloneAsync(folder["workshop"]));
        Samples[] samples = await Alternation.RunAsync(
            rounds,
            () =>
            {
                recorder.Finish();
                return Alternation.TimeAsync(() => recorder.PublishAsync(PublishPolicy.Direct));
            },
            bare.TimeAsync);
        return (samples[0], samples[1]);
    }
}
