using ClientVitals.Database;
using ClientVitals.Migrations;
using Npgsql;

namespace ClientVitals.Tests;

/// <summary>
/// A database on one of the four kinds of server that are promised: PostgreSQL 15 or the newest, owned by a superuser or by a plain owner.
/// </summary>
internal sealed class ServerKind : IAsyncDisposable
{
    private readonly TestCluster? own;

    private ServerKind(TestCluster? own, ClusterAddress address, string name, string owner)
    {
        this.own = own;
        AdminUrl = address.Url(name, owner);
        ServingUrl = address.Url(name, ClusterAddress.Server);
        Database = VitalsDatabase.At(address.To(name, ClusterAddress.Server), address.To(name, owner));
    }

    public VitalsDatabase Database { get; }

    public string AdminUrl { get; }

    public string ServingUrl { get; }

    /// <summary>Makes a database of that kind; the serving login may act as the three roles, as an administrator would arrange it.</summary>
    /// <param name="cluster">The run's.</param>
    /// <param name="migrated">With all migrations in it; else empty.</param>
    /// <param name="fresh">On a server nobody has used, without our roles; the newest with a plain owner is always the run's.</param>
    public static async Task<ServerKind> MakeAsync(TestCluster cluster, bool oldest, bool superuser, CancellationToken cancel, bool migrated = false, bool fresh = false)
    {
        // Roles belong to the whole cluster: those a superuser made are not a plain owner's to grant, so each kind has a server of its own.
        var own = !fresh ? null : oldest ? await TestCluster.OldestAsync(cancel) : superuser ? await TestCluster.AnotherAsync(cancel) : null;
        var address = (own ?? await cluster.OfKindAsync(oldest, superuser)).Address;
        var owner = superuser ? ClusterAddress.Superuser : ClusterAddress.Owner;
        var name = "kind_" + Guid.NewGuid().ToString("N")[..8];
        await EmbeddedPostgres.MakeDatabaseAsync(address, name, migrated ? TestCluster.Template : null, cancel);
        if (superuser)
        {
            await using var to = new NpgsqlConnection(address.To("postgres", ClusterAddress.Superuser).ConnectionString);
            await to.OpenAsync(cancel);
            await using var give = new NpgsqlCommand($"alter database {name} owner to {ClusterAddress.Superuser}", to);
            await give.ExecuteNonQueryAsync(cancel);
        }
        return new(own, address, name, owner);
    }

    /// <summary>Pushes all migrations, and lets the serving login act where the push itself does not.</summary>
    public async Task PushAsync(CancellationToken cancel)
    {
        await new PushMigrations(Database, Path.Combine(TestCluster.Root(), "supabase")).RunAsync(null, cancel);
        await LetTheServerActAsync(cancel);
    }

    public Task LetTheServerActAsync(CancellationToken cancel) => LetTheServerActAsync(Database, cancel);

    internal static async Task LetTheServerActAsync(VitalsDatabase database, CancellationToken cancel)
    {
        await using var to = await database.OpenAdminAsync(cancel);
        await using var grant = new NpgsqlCommand("""
            do $$
            begin
              perform pg_advisory_xact_lock(20251203, 1);
              if not pg_has_role('vitals', 'service_role', 'member') then
                grant anon, authenticated, service_role to vitals;
              end if;
            end $$
            """, to);
        await grant.ExecuteNonQueryAsync(cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        if (own is not null)
        {
            await own.DisposeAsync();
        }
    }
}
