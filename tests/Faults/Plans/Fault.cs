using System.Globalization;

namespace Faults.Plans;

/// <summary>When a host dies, and who with it.</summary>
internal abstract record Fault(Victims Victims)
{
    /// <summary>The kind of moment, for the report.</summary>
    public abstract string Name { get; }
}

/// <summary>Nothing happens to the host.</summary>
internal sealed record NoFault() : Fault(Victims.Host)
{
    public override string Name => "never";
}

/// <summary>At any moment.</summary>
/// <param name="Fraction">Of the time that a host usually takes.</param>
/// <param name="Victims">Who is killed.</param>
internal sealed record RandomMoment(double Fraction, Victims Victims) : Fault(Victims)
{
    public override string Name => "at any moment";
}

/// <summary>After the command of the phase has begun.</summary>
/// <param name="Milliseconds">How long after that.</param>
/// <param name="Victims">Who is killed.</param>
internal sealed record AfterStart(int Milliseconds, Victims Victims) : Fault(Victims)
{
    public override string Name => "after the phase's start";
}

/// <summary>Once the folder of the journal has changed so many times since the host started.</summary>
internal sealed record JournalStep(int Change, Victims Victims) : Fault(Victims)
{
    public override string Name => "between journal steps";
}

/// <summary>At a command of the host, at a hook of the remote, or in a phase.</summary>
/// <param name="Step">A git command, a hook, or <c>phase</c>.</param>
/// <param name="Occurrence">Which of them, counted from 1.</param>
/// <param name="Moment"><c>before</c>, <c>during</c>, <c>after</c>, or <c>late</c>: before, and the command goes on later, without the host
/// where that is the victim; <c>held</c> is the same, until the run's folder holds a file <c>released</c>. One of
/// <see cref="WrongAnswers"/> kills nobody.</param>
/// <param name="Milliseconds">
/// After its start, where the moment is <c>during</c>; until the command goes on, where it is <c>late</c>.
/// </param>
/// <param name="Victims">Who is killed.</param>
internal sealed record CommandStep(string Step, int Occurrence, string Moment, int Milliseconds, Victims Victims) : Fault(Victims)
{
    public override string Name => $"{Moment} {Step}";

    /// <summary>
    /// How a git command may end that nobody kills: it does not work (exit codes 1 and 128, a signal, never), is heard in part only, or
    /// works and says otherwise.
    /// </summary>
    public static IReadOnlyList<string> WrongAnswers { get; } =
        ["fails", "refuses", "before", "hangs", "halved", "shortened", "unheard", "endless"];

    /// <summary>As <c>Scripts/fault.sh</c> reads it.</summary>
    public string Plan => string.Create(CultureInfo.InvariantCulture, $"{Step}:{Occurrence}:{Moment}:{Word}:{Milliseconds / 1000.0:0.000}");

    /// <summary>What a run's folder holds when the run has come to this step.</summary>
    public string Folder => string.Create(CultureInfo.InvariantCulture, $"{Step}.{Occurrence}");

    private string Word => Victims switch
    {
        Victims.Host => "host",
        Victims.Git => "git",
        _ => "both",
    };
}
