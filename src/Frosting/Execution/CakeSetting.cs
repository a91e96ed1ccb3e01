namespace Cake.Frosting.Execution;

/// <summary>A setting that the host itself makes: environment, cake.config and arguments override it.</summary>
internal sealed record CakeSetting(string Key, string Value);
