using Build.Options;
using Cake.Core;

namespace Build.Run;

/// <summary>
/// What this process ends with: the code of what ended the run. Cake's engine wraps that in an exception of its own, whose code is 1, so
/// the lifetime, which sees the original, keeps it here.
/// </summary>
public sealed class ExitCode
{
    private bool _hasBegun;
    private int? _failure;

    /// <summary>The build has begun: from now on a failure is more than a refusal of how it was called.</summary>
    public void Begin() => _hasBegun = true;

    /// <summary>Keeps the code of what ended the run; the first one counts.</summary>
    /// <param name="exception">What a task or the setup threw; null where the run succeeded.</param>
    public void Keep(Exception? exception)
    {
        if (exception is not null) _failure ??= CodeOf(exception);
    }

    /// <summary>What the process returns.</summary>
    /// <param name="ofHost">What Cake's host returned: 0, or that something failed.</param>
    public int Of(int ofHost)
    {
        if (ofHost == 0) return 0;
        return _failure ?? (_hasBegun ? ofHost : InvalidOption.ExitCode);
    }

    private static int CodeOf(Exception exception) => exception switch
    {
        AggregateException { InnerExceptions: [var only] } => CodeOf(only),
        CakeReportException { InnerException: { } cause } => CodeOf(cause),
        CakeException failure => failure.ExitCode,
        _ => 1,
    };
}
