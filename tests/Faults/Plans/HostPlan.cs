using System.Globalization;
using Faults.Worlds;
using Tests.Shared.Time;

namespace Faults.Plans;

/// <summary>One run of the host.</summary>
internal sealed record HostPlan
{
    /// <summary>In seconds: far more than a busy machine needs. A held step must not run out of its time by itself.</summary>
    public const int LargeBudget = 120;

    /// <summary>The run's environment. Runs that share one write equal rows.</summary>
    public required string Env { get; init; }

    /// <summary>Names the run: no other one of the soak has it.</summary>
    public string Name { get => field ?? Env; init; }

    /// <summary>The time at which the run's clock stands still; null for the machine's own clock.</summary>
    public DateTimeOffset? Now { get; init; }

    /// <summary>What publishing may take.</summary>
    public int BudgetSeconds { get; init; } = LargeBudget;

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
        .. Now is { } now ? StandingClock.At(now) : [],
        ("FAULT_RUN", Name), ("FAULT_PLAN", Fault is CommandStep step ? step.Plan : ""), ("FAULT_JOURNAL", Place.Journal),
        ("FAULT_EXIT", ExitCode.ToString(CultureInfo.InvariantCulture)),
        ("FAULT_WORK", (WorkMilliseconds / 1000.0).ToString("0.000", CultureInfo.InvariantCulture)),
    ];
}
