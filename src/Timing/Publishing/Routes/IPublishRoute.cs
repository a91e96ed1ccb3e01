using BuildTiming.Attempts;
using BuildTiming.Registry;

namespace BuildTiming.Publishing.Routes;

/// <summary>One way to the registry: what a publish policy does with finished rows.</summary>
internal interface IPublishRoute
{
    /// <summary>Where the rows go, for messages: <c>origin/governance-registry</c>.</summary>
    string Destination { get; }

    /// <summary>Tries once to bring rows to their destination: finds out first what became of earlier attempts.</summary>
    /// <param name="batch">
    /// The rows. The journal is told by it of what is about to be pushed, before it is, and of what has landed already.
    /// </param>
    /// <param name="cancellation">The budget.</param>
    /// <exception cref="RegistryRefusedException">The registry cannot take the rows as it stands.</exception>
    Task<PublishOutcome> PublishAsync(PublishBatch batch, CancellationToken cancellation);
}
