using BuildTiming.Publishing;
using BuildTiming.Sessions;
using Cake.BuildTiming.Output;
using Cake.Core;

namespace Cake.BuildTiming;

/// <summary>Publishes the journal's finished rows, when they are due.</summary>
public sealed class RowPublishing(BuildTimingSession session, TimingOptions options)
{
    private int _rowsSeen;
    private int _unrecorded;
    private Publication _publication = Publication.Nothing;

    /// <summary>Phases have ended since rows were last published, or an earlier one could be recorded only now.</summary>
    public bool IsDue()
    {
        int unrecorded = session.RecordAgain().Count;
        return session.Rows.Count > _rowsSeen || unrecorded < _unrecorded;
    }

    /// <summary>The journal was looked at, and no finished row waited in it.</summary>
    public bool FoundNothing { get; private set; }

    /// <summary>Publishes every finished row of the journal. Never fails the build: what goes wrong is a warning.</summary>
    public void Publish(ICakeContext context)
    {
        _rowsSeen = session.Rows.Count;
        _unrecorded = session.RecordAgain().Count;
        try
        {
            _publication = session.PublishAsync().GetAwaiter().GetResult();
            FoundNothing = session.JournalFolder is not null && _publication.Published.Count + _publication.Kept.Count == 0;
        }
        catch (Exception exception)
        {
            // The boundary: whatever goes wrong in publishing, the build's outcome stands.
            context.Log.Warn($"The timing rows could not be published: {exception.Message}");
        }
    }

    /// <summary>Says where the rows are now, if any were published or kept.</summary>
    public void Report(ICakeContext context) => new PublicationReport(_publication, options, session).Write(context);
}
