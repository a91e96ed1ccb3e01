using Cake.Core;
using Cake.Core.Configuration;
using Cake.Core.IO;

namespace Cake.Frosting.Execution;

/// <summary>
/// Cake's configuration: the host's settings, then <c>CAKE_*</c> variables, then cake.config of the working directory,
/// then arguments; the later wins. It is created once the working directory is set.
/// </summary>
internal sealed class HostConfiguration : ICakeConfiguration
{
    private readonly ICakeConfiguration _configuration;

    public HostConfiguration(
        IEnumerable<CakeSetting> settings, ICakeArguments arguments, IFileSystem fileSystem, ICakeEnvironment environment)
    {
        _configuration = new CakeConfigurationProvider(fileSystem, environment).CreateConfiguration(
            environment.WorkingDirectory,
            settings.Select(setting => KeyValuePair.Create(setting.Key, setting.Value)),
            arguments.GetArguments().ToDictionary(argument => argument.Key, argument => argument.Value.FirstOrDefault() ?? ""));
    }

    public string? GetValue(string key) => _configuration.GetValue(key);
}
