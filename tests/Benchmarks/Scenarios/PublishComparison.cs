using Benchmarks.Measuring;
using Benchmarks.Repositories;
using BuildTiming.Publishing;
using Tests.Shared.Files;

namespace Benchmarks.Scenarios;

/// <summary>Publishing one row against the bare fetch and push, both on one remote, each from a clone of its own.</summary>
internal static class PublishComparison
{
    /// <summary>Measures every shape in one alternation, so that the shapes can be compared with each other too.</summary>
    public static async Task<IReadOnlyList<(Samples Publish, Samples Bare)>> MeasureAsync(
        int rounds, params IReadOnlyList<RegistryShape> shapes)
    {
        using var folder = new TemporaryFolder();
        var sides = new List<Func<Task<TimeSpan>>>();
        foreach (RegistryShape shape in shapes)
            sides.AddRange(await SidesAsync(Directory.CreateDirectory(folder[$"{sides.Count}"]).FullName, shape));
        Samples[] samples = await Alternation.RunAsync(rounds, [.. sides]);
        return [.. samples.Chunk(2).Select(pair => (pair[0], pair[1]))];
    }

    private static async Task<Func<Task<TimeSpan>>[]> SidesAsync(string folder, RegistryShape shape)
    {
        Registry registry = await Registry.CreateAsync(Path.Combine(folder, "remote"), shape);
        Recorder recorder = await Recorder.OpenAsync(await registry.CloneAsync(Path.Combine(folder, "recorder")));
        string bare = await registry.CloneAsync(Path.Combine(folder, "bare"));
        var push = new PreparedPush(registry, bare, await registry.CloneAsync(Path.Combine(folder, "workshop")));
        return
        [
            () =>
            {
                recorder.Finish();
                return Alternation.TimeAsync(() => recorder.PublishAsync(PublishPolicy.Direct));
            },
            push.TimeAsync,
        ];
    }
}
