using BuildTiming.Sessions;
using Tests.Shared.Surfaces;

namespace Timing.Tests;

public sealed class PublicSurfaceTests
{
    /// <summary>A change here is a change for every user of the library: it is made on purpose, and the file with it.</summary>
    [Fact]
    public void The_public_surface_is_the_one_of_the_file() =>
        Assert.Equal(PublicSurface.Agreed, PublicSurface.Noted(typeof(BuildTimingSession).Assembly));
}
