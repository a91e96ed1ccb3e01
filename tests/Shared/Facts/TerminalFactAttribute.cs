using Tests.Shared.Programs;

namespace Tests.Shared.Facts;

/// <summary>
/// A test that needs a terminal, which util-linux's <c>script</c> gives, and perhaps Terraform; skipped, saying so, without them.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TerminalFactAttribute : FactAttribute
{
    public TerminalFactAttribute(params string[] programs) =>
        Skip = OperatingSystem.IsLinux() ? ProgramOnPath.Missing(["script", .. programs]) : "needs util-linux's script";
}
