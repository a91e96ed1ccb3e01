using Cake.Core;
using Cake.Core.IO;

namespace Build.Tests.Options;

/// <summary>Environment variables that only this test knows.</summary>
internal sealed class FakeEnvironment(IReadOnlyDictionary<string, string> variables) : ICakeEnvironment
{
    public DirectoryPath WorkingDirectory { get; set; } = "/platform";

    public DirectoryPath UserHomeDirectory => "/home";

    public DirectoryPath ApplicationRoot => "/application";

    public ICakePlatform Platform => throw new NotSupportedException();

    public ICakeRuntime Runtime => throw new NotSupportedException();

    public DirectoryPath GetSpecialPath(SpecialPath path) => throw new NotSupportedException();

    public string GetEnvironmentVariable(string variable) => variables.GetValueOrDefault(variable)!;

    public IDictionary<string, string> GetEnvironmentVariables() => variables.ToDictionary();
}
