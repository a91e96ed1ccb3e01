using Tests.Shared.Facts;

namespace Timing.Tests.Running.Stopping;

public sealed class OrphanTests
{
    // The orphan's number is known before its parent is gone; then the script looks until the table holds it no more.
    private const string Script = """
        mkfifo end
        (bash -c 'echo $$ >orphan; read -r _ <end' &)
        until [[ -s orphan ]]; do :; done
        orphan=$(cat orphan)
        echo end >end
        while [[ -e /proc/$orphan ]]; do :; done
        echo "<reaped>"

        """;

    [LinuxFact]
    [Trait("Turn", "a")]
    public async Task An_orphan_that_the_host_adopts_leaves_no_zombie()
    {
        await using var host = new HostProcess(Script);
        await host.Output.SeeAsync("<reaped>");
        Assert.Equal(0, await host.EndAsync());
    }
}
