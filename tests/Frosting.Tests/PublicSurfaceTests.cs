using Tests.Shared.Surfaces;

namespace Cake.Frosting.Tests;

public sealed class PublicSurfaceTests
{
    /// <summary>A change here is a change of an API that is Cake's: the file follows it, never what seems practical.</summary>
    [Fact]
    public void The_public_surface_is_the_one_of_the_file()
    {
        var file = Path.Combine(AppContext.BaseDirectory, "PublicSurface.txt");
        var surface = PublicSurface.Of(typeof(CakeHost).Assembly);
        File.WriteAllText(file + ".actual", surface);
        Assert.Equal(File.ReadAllText(file), surface);
    }
}
