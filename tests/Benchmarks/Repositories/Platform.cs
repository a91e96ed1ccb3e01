using Benchmarks.Measuring;

namespace Benchmarks.Repositories;

/// <summary>A platform repository whose commands do nothing: what is left of a deploy is what recording takes.</summary>
internal sealed class Platform(string folder)
{
    public string Folder { get; } = folder;

    /// <summary>The environment in which the platform's own programs are found.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; } =
        new Dictionary<string, string> { ["PATH"] = $"{Path.Combine(folder, "bin")}:{Environment.GetEnvironmentVariable("PATH")}" };

    /// <summary>A clone of the registry's repository, with the platform's files on the branch main.</summary>
    public static async Task<Platform> CreateAsync(Registry registry, string folder)
    {
        await registry.CloneAsync(folder);
        await new Command(folder, "git", "checkout", "--quiet", "main").RunAsync();
        string recorder = Path.Combine(AppContext.BaseDirectory, "CheckoutRecorder");
        await new Command(folder, "bash", "-ceu", $$"""
            mkdir -p bin envs/dev bootstrap/10_bootstrap
            cp '{{recorder}}'/* .
            touch envs/dev/main.tf bootstrap/10_bootstrap/goldenpath-idp-bootstrap-v3.sh
            for program in terraform kubectl; do printf '#!/bin/sh\necho done\n' >bin/$program; chmod +x bin/$program; done
            printf '/logs/\n' >.gitignore
            git add . && git commit --quiet -m platform
            """).RunAsync();
        return new Platform(folder);
    }
}
