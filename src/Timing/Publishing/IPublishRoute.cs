using BuildTiming.Journal;
using BuildTiming.Registry;

namespace BuildTiming.Publishing;

/// <summary>One way to the registry: what a publish policy does with finished rows.</summary>
internal interface IPublishRoute
{
    /// <summary>Where the rows go, for messages: <c>origin/governance-registry</c>.</summary>
    string Destination { get; }

    /// <summary>Tries once to bring rows to their destination.</summary>
    /// <param name="entries">The rows, oldest first.</param>
    /// <param name="attempt">Called with what is about to be pushed, before it is: the journal must know.</param>
    /// <param name="cancellation">The budget.</param>
    /// <exception cref="RegistryRefusedException">The registry cannot take the rows as it stands.</exception>
    Task<PublishOutcome> PublishAsync(IReadOnlyList<JournalEntry> entries, Action<Attempt> attempt, CancellationToken cancellation);
}
