using BuildTiming.Publishing;

namespace Timing.Tests.Publishing;

public sealed class NeighbourTurnTests
{
    private readonly string _address = $"https://host/{Guid.NewGuid()}.git";

    [Fact]
    public async Task One_writer_after_the_other_has_its_turn()
    {
        IDisposable? first = await NeighbourTurn.TakeAsync(_address, TimeProvider.System, CancellationToken.None);
        Task<IDisposable?> second = NeighbourTurn.TakeAsync(_address, TimeProvider.System, CancellationToken.None);
        Assert.NotNull(first);
        Assert.False(second.IsCompleted);

        first.Dispose();

        using IDisposable? turn = await second;
        Assert.NotNull(turn);
    }

    [Fact]
    public async Task Nobody_waits_for_a_neighbour_that_does_not_come_to_an_end()
    {
        using IDisposable? hung = await NeighbourTurn.TakeAsync(_address, TimeProvider.System, CancellationToken.None);

        Assert.Null(await NeighbourTurn.TakeAsync(_address, new HurryingClock(), CancellationToken.None));
    }

    [Fact]
    public async Task A_budget_that_is_spent_ends_the_waiting()
    {
        using IDisposable? hung = await NeighbourTurn.TakeAsync(_address, TimeProvider.System, CancellationToken.None);
        using var budget = new CancellationTokenSource();
        Task<IDisposable?> waiting = NeighbourTurn.TakeAsync(_address, TimeProvider.System, budget.Token);

        await budget.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }
}
