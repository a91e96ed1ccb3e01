using Tests.Shared.Surfaces;

namespace Cake.Frosting.Tests;

public sealed class PublicSurfaceTests
{
    /// <summary>A change here is a change of an API that is Cake's: the file follows it, never what seems practical.</summary>
    [Fact]
    public void The_public_surface_is_the_one_of_the_file() =>
        Assert.Equal(PublicSurface.Agreed, PublicSurface.Noted(typeof(CakeHost).Assembly));
}
