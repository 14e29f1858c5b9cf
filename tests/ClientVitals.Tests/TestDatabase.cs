using ClientVitals.Database;
using Npgsql;
using Xunit;

namespace ClientVitals.Tests;

/// <summary>
/// A migrated database for one test class: <c>public sealed class BreaksTests(TestDatabase database) : IClassFixture&lt;TestDatabase&gt;</c>.
/// Its tests share it and run one after another; other classes have their own.
/// </summary>
public class TestDatabase(TestCluster cluster) : IAsyncLifetime
{
    /// <summary>As the program sees it.</summary>
    public VitalsDatabase Vitals { get; private set; } = null!;

    /// <summary>The cluster, for tests that need more than one database.</summary>
    public TestCluster Cluster => cluster;

    public async ValueTask InitializeAsync() => Vitals = await MakeAsync();

    private protected virtual Task<VitalsDatabase> MakeAsync() => cluster.CloneAsync();

    public async ValueTask DisposeAsync()
    {
        await Vitals.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>
    /// A connection of the serving login, acting as service_role until it is closed, each statement by itself: the program, which may
    /// stand behind a pooler, reads with <see cref="VitalsDatabase.OpenAsync(CancellationToken)"/> and writes with <see cref="VitalsDatabase.BeginAsync(CancellationToken)"/>.
    /// </summary>
    public async Task<NpgsqlConnection> OpenAsync()
    {
        var connection = new NpgsqlConnection(cluster.Address.To(Vitals.Name, ClusterAddress.Server).ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var act = new NpgsqlCommand("select set_config('role', rolname, false) from pg_roles where rolname = 'service_role'", connection);
        await act.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        return connection;
    }

    /// <summary>A connection of the owner.</summary>
    public Task<NpgsqlConnection> OpenAdminAsync() => Vitals.OpenAdminAsync(TestContext.Current.CancellationToken);

    /// <summary>Runs statements as the owner.</summary>
    public async Task DoAsync(string sql)
    {
        await using var connection = await OpenAdminAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}

/// <summary>As <see cref="TestDatabase"/>, with nothing in it.</summary>
public sealed class EmptyDatabase(TestCluster cluster) : TestDatabase(cluster)
{
    private protected override Task<VitalsDatabase> MakeAsync() => Cluster.EmptyAsync();
}
