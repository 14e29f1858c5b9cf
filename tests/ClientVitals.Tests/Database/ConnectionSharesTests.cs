using ClientVitals.Database;
using Npgsql;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Database;

public sealed class ConnectionSharesTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(100, 3, -1, -1, 0, 32)]
    [InlineData(200, 3, -1, -1, 0, 64)]
    [InlineData(1000, 13, -1, -1, 0, 64)]
    [InlineData(100, 3, -1, -1, 40, 19)]
    [InlineData(100, 3, 30, -1, 0, 10)]
    [InlineData(100, 3, -1, 45, 0, 15)]
    [InlineData(20, 3, -1, -1, 15, 8)]
    public void A_process_takes_a_third_of_what_others_leave(int most, int reserved, int login, int database, int others, int share) =>
        new ConnectionCounts(most, reserved, login, database, others).Share.ShouldBe(share);

    [Fact]
    public void Every_kind_of_use_has_connections_of_its_own_and_all_of_them_are_within_the_share()
    {
        for (var connections = 8; connections <= ConnectionCounts.LargestShare; connections++)
        {
            for (var processors = 1; processors <= 64; processors *= 2)
            {
                foreach (var onThisMachine in new[] { true, false })
                {
                    var shares = ConnectionShares.Of(connections, onThisMachine, processors);
                    new[] { shares.Queries, shares.Reads, shares.Writes, shares.Deliveries, shares.Strangers }.ShouldAllBe(share => share >= 1);
                    shares.Work.ShouldBeGreaterThanOrEqualTo(2, "one listens");
                    shares.Sum.ShouldBeLessThanOrEqualTo(connections, $"{shares} of {connections}");
                }
            }
        }
    }

    [Fact]
    public async Task The_server_says_how_many_connections_it_has()
    {
        await using var db = await database.Vitals.OpenBareAsync(Cancel);
        var counts = await ConnectionCounts.ReadAsync(db, Cancel);
        counts.Most.ShouldBe(300);
        counts.Reserved.ShouldBeInRange(1, 20);
        counts.LoginLimit.ShouldBe(-1);
        database.Vitals.Shares!.Sum.ShouldBeLessThanOrEqualTo(ConnectionCounts.LargestShare);
    }

    [Fact]
    public async Task An_address_may_say_how_many_connections_to_use()
    {
        var address = database.Cluster.Address.To(database.Vitals.Name, ClusterAddress.Server);
        await using var few = VitalsDatabase.At(new NpgsqlConnectionStringBuilder(address.ConnectionString) { MaxPoolSize = 12 });
        await using (await few.OpenAsync(Cancel))
        {
        }
        few.Shares.ShouldBe(ConnectionShares.Of(12, onThisMachine: true, Environment.ProcessorCount));
        ServerAddress.Read("postgres://a:b@db.example.com/suite?pool_max_conns=12", "DATABASE_URL").MaxPoolSize.ShouldBe(12);
    }

    [Fact]
    public async Task Each_use_takes_from_its_own_share_and_what_is_taken_is_given_back_also_when_it_broke()
    {
        var address = database.Cluster.Address.To(database.Vitals.Name, ClusterAddress.Server);
        await using var few = VitalsDatabase.At(new NpgsqlConnectionStringBuilder(address.ConnectionString) { MaxPoolSize = 8 });
        CurrentUse.Value = DatabaseUse.Stranger;
        var held = await few.OpenAsync(Cancel);
        await Should.ThrowAsync<DatabaseBusyException>(() => few.BeginAsync(Cancel));
        CurrentUse.Value = DatabaseUse.Request;
        await using (await few.OpenAsync(Cancel))
        await using (await few.BeginAsync(Cancel))
        {
            (await few.AskAsync<QueryAsTests.Kept>(DatabaseIdentity.Service, "select 'asked'::text as statement", null, Cancel)).ShouldNotBeEmpty();
        }
        CurrentUse.Value = DatabaseUse.Stranger;
        await using (var other = await few.OpenBareAsync(Cancel))
        await using (var end = new NpgsqlCommand($"select pg_terminate_backend({held.ProcessID}, 5000)", other))
            await end.ExecuteNonQueryAsync(Cancel);
        await using (var ask = new NpgsqlCommand("select 1", held))
            await Should.ThrowAsync<NpgsqlException>(() => ask.ExecuteNonQueryAsync(Cancel));
        await held.DisposeAsync();
        await using (await few.OpenAsync(Cancel))
        {
        }
    }
}
