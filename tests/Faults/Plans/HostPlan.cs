using System.Globalization;
using Faults.Worlds;

namespace Faults.Plans;

/// <summary>One run of the host.</summary>
internal sealed record HostPlan
{
    /// <summary>The run's environment: no other run of the soak has it, so environment and phase name one row.</summary>
    public required string Env { get; init; }

    public required Place Place { get; init; }

    public required IReadOnlyList<string> Targets { get; init; }

    public required string Publish { get; init; }

    /// <summary>The folder of the registry that the rows belong to.</summary>
    public string Folder { get; init; } = "development";

    public string BootstrapVersion { get; init; } = "v3";

    /// <summary>What the phases exit with.</summary>
    public int ExitCode { get; init; }

    /// <summary>How long each phase works.</summary>
    public int WorkMilliseconds { get; init; }

    /// <summary>How long the commands of killed hosts are waited for.</summary>
    public int SettleSeconds { get; init; }

    public Fault Fault { get; init; } = new NoFault();

    public IEnumerable<string> Arguments =>
    [
        .. Targets.Select(target => $"--target={target}"), $"--env={Env}", $"--publish={Publish}",
        $"--bootstrap-version={BootstrapVersion}",
        $"--platform-root={Place.Root}", "--confirm-destroy=yes", "--terraform=terraform", "--verbosity=minimal",
        string.Create(CultureInfo.InvariantCulture, $"--settle={SettleSeconds}"),
    ];

    /// <summary>What the scripts around the host read.</summary>
    public IEnumerable<(string Name, string Value)> Variables =>
    [
        ("FAULT_RUN", Env), ("FAULT_PLAN", Fault is CommandStep step ? step.Plan : ""), ("FAULT_JOURNAL", Place.Journal),
        ("FAULT_EXIT", ExitCode.ToString(CultureInfo.InvariantCulture)),
        ("FAULT_WORK", (WorkMilliseconds / 1000.0).ToString("0.000", CultureInfo.InvariantCulture)),
    ];
}
