using ClientVitals.Database;
using Dapper;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests;

/// <summary>
/// The watch over a long piece of work (<see cref="ConnectionWatch"/>) behind a pooler whose few connections are all at work. Its tests
/// wait for it in a class of their own, while other classes work.
/// </summary>
public sealed class PoolerWatchTests(TestCluster cluster)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_pooler_that_is_all_at_work_is_not_taken_for_dead()
    {
        await using var direct = await cluster.CloneAsync(Cancel);
        await using var pooler = await Pooler.StartAsync(cluster.Address, connections: 1, Cancel);
        await using var through = pooler.Through(direct);
        var done = await ConnectionWatch.WhileAsync(
            through,
            async alive =>
            {
                // A statement of another client keeps the one connection longer than the watch is patient.
                await using var other = await LifeBehindAPoolerTests.OtherAsync(pooler.To(direct.Name, ClusterAddress.Server).ConnectionString);
                await other.ExecuteAsync(new CommandDefinition("select pg_sleep(11)", cancellationToken: alive));
                return true;
            },
            Cancel,
            TimeSpan.FromSeconds(5));
        done.ShouldBeTrue();
    }

    [Fact]
    public async Task The_watch_keeps_no_connection_that_it_gave_up_waiting_for()
    {
        await using var direct = await cluster.CloneAsync(Cancel);
        await using var pooler = await Pooler.StartAsync(cluster.Address, connections: 1, Cancel);
        await using var through = pooler.Through(direct);
        await using var admin = await direct.OpenAdminAsync(Cancel);
        var served = await ConnectionWatch.WhileAsync(
            through,
            async alive =>
            {
                var served = 0;
                await using var other = await LifeBehindAPoolerTests.OtherAsync(pooler.To(direct.Name, ClusterAddress.Server).ConnectionString);
                // Now longer, now hardly longer than the watch waits for one answer.
                for (var turn = 0; turn < 8; turn++)
                {
                    await other.ExecuteAsync(new CommandDefinition("select pg_sleep(@long)", new { @long = 1.8 + .06 * turn }, cancellationToken: alive));
                    served += await other.ExecuteScalarAsync<int>(new CommandDefinition("select 1", commandTimeout: 20, cancellationToken: alive));
                }
                return served;
            },
            Cancel,
            TimeSpan.FromSeconds(4)).WaitAsync(TimeSpan.FromSeconds(180), Cancel);
        served.ShouldBe(8);
        for (var looks = 0; looks < 100 && await KeptAsync() > 0; looks++)
            await Task.Delay(100, Cancel);
        (await KeptAsync()).ShouldBe(0);

        Task<long> KeptAsync() => admin.ExecuteScalarAsync<long>("select count(*) from pg_stat_activity where datname = current_database() and state like 'idle in transaction%'");
    }
}
