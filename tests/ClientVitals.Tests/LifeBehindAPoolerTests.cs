using ClientVitals.Access;
using ClientVitals.Calls;
using ClientVitals.Database;
using ClientVitals.Migrations;
using ClientVitals.People;
using ClientVitals.Tests.Migrations;
using Dapper;
using Npgsql;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests;

/// <summary>
/// The built program and its verbs with both addresses leading through a pgbouncer in transaction mode, which has one or two
/// server connections for everybody.
/// </summary>
public sealed class LifeBehindAPoolerTests(TestCluster cluster)
{
    /// <summary>All that a session may keep and the next client of its server connection would find.</summary>
    private const string Left = """
        select 'role ' || current_user from pg_roles where rolname = current_user and current_user <> session_user
        union all select 'setting ' || name || ' = ' || setting from pg_settings
          where source = 'session' and name not in ('application_name', 'client_encoding', 'DateStyle', 'TimeZone', 'standard_conforming_strings')
        union all select 'temporary table ' || relname from pg_class where relpersistence = 't' and pg_table_is_visible(oid) and relkind = 'r'
        union all select 'prepared statement ' || name from pg_prepared_statements where name <> ''
        union all select 'advisory lock' from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()
        union all select 'cursor ' || name from pg_cursors where name <> ''
        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task With_one_server_connection_for_all_everything_works_and_nothing_stays_on_it()
    {
        await using var direct = await cluster.EmptyAsync(Cancel);
        await using var pooler = await Pooler.StartAsync(cluster.Address, connections: 1, Cancel);
        var (serving, admin) = (pooler.To(direct.Name, ClusterAddress.Server).ConnectionString, pooler.To(direct.Name, ClusterAddress.Owner).ConnectionString);
        using var program = new BuiltProgram(serving, admin);
        async Task DoAsync(params string[] words)
        {
            await program.RunAsync(words);
            foreach (var address in new[] { serving, admin })
            {
                (await LeftAsync(address)).ShouldBeEmpty($"after vitals {string.Join(' ', words)}");
            }
        }

        using (var apart = new BuiltProgram(serving, admin, alone: true))
            await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => apart.RunAsync("db", "push", "--yes")));
        await DoAsync("db", "verify");
        await DoAsync("up", "--no-serve");
        await DoAsync("settings", "--zone", "Asia/Dubai");
        await DoAsync("simulate", "--clients", "12", "--weeks", "12", "--as-of", "2026-01-05", "--out", "calls.csv");
        await DoAsync("calls", "import", "calls.csv");
        await DoAsync("calls", "rebuild");
        await DoAsync("call-patterns", "analyze", "--as-of", "2026-01-05");
        await DoAsync("call-patterns", "analyze");
        await DoAsync("call-patterns", "breaks", "--as-of", "2026-01-05");
        await DoAsync("call-patterns", "model", "--as-of", "2026-01-05");
        await DoAsync("people", "add", "ann@example.com", "050 123 4567");
        await DoAsync("people", "add", "bob@example.com");
        await DoAsync("people", "pause", "ann@example.com", "--until", "2030-01-01");
        (await program.RunAsync("people", "pauses")).ShouldContain("ann@example.com");
        await DoAsync("people", "resume", "ann@example.com");
        await DoAsync("people", "merge", "ann@example.com", "bob@example.com", "--yes");
        await DoAsync("people", "show", "bob@example.com");
        await DoAsync("people", "erase", "bob@example.com", "--yes");
        await DoAsync("users", "invite", "ann@example.com", "--name", "Ann", "--role", "coach", "--staff", "Ann", "--new-staff");
        await DoAsync("users", "link", "ann@example.com", "--sign-in");
        await DoAsync("users", "list");
        await DoAsync("users", "audit");
        var key = (await program.RunAsync("keys", "make", "Telephone", "--scope", "calls:write")).Split('\n')[0].Trim();
        await using (var through = pooler.Through(direct))
        {
            (await FindCaller.ByKeyAsync(through, key, DateTimeOffset.UtcNow, Cancel)).ShouldNotBeNull().Name.ShouldBe("Telephone");
            (await FindCaller.BySessionAsync(through, key, DateTimeOffset.UtcNow, Cancel)).ShouldBeNull();
        }
        (await LeftAsync(serving)).ShouldBeEmpty("after asking who it is");
        (await program.RunAsync("keys", "list")).ShouldContain("Telephone");
        await DoAsync("keys", "revoke", key.Split('_')[1]);
        var before = await DatabaseState.OfAsync(direct, Cancel);
        await DoAsync("db", "backup", "all.zip");
        await DoAsync("db", "dump", "--out", "all.sql");
        await DoAsync("db", "restore", "all.zip", "--replace", "--yes");
        (await DatabaseState.OfAsync(direct, Cancel)).ShouldBe(before);
        await DoAsync("db", "rollback", "--yes");
        await DoAsync("db", "push", "--yes");
        await DoAsync("db", "lint");
        await DoAsync("db", "monitor");
    }

    [Fact]
    public async Task While_eight_work_on_two_connections_nobody_acts_in_anothers_role()
    {
        await using var direct = await cluster.CloneAsync(Cancel);
        await using var pooler = await Pooler.StartAsync(cluster.Address, connections: 2, Cancel);
        using var working = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var found = new System.Collections.Concurrent.ConcurrentBag<string>();
        var looking = Enumerable.Range(0, 2).Select(_ => Task.Run(async () =>
        {
            await using var other = await OtherAsync(pooler.To(direct.Name, ClusterAddress.Server).ConnectionString);
            for (var looks = 0; looks < 30 || !working.IsCancellationRequested; looks++)
            {
                foreach (var left in await other.QueryAsync<string>(Left))
                {
                    found.Add(left);
                }
            }
        }));
        var works = Enumerable.Range(0, 8).Select(worker => Task.Run(async () =>
        {
            await using var through = pooler.Through(direct);
            for (var round = 0; round < 10; round++)
            {
                await using (var db = await through.OpenAsync(Cancel))
                {
                    (await db.ExecuteScalarAsync<string>("select current_user::text")).ShouldBe("service_role");
                    await db.ExecuteScalarAsync<long>("select count(*) from clients");
                }
                await new AddClient([$"worker{worker}@example.com", $"worker{worker}.{round}@example.com"], null, null, null, "AE").RunAsync(through, DateTimeOffset.UnixEpoch, Cancel);
                await new MatchCalls().RunAsync(through, DateTimeOffset.UnixEpoch, Cancel);
            }
        })).ToList();
        var lookers = looking.ToList();
        await Task.WhenAll(works);
        await working.CancelAsync();
        await Task.WhenAll(lookers);
        found.Distinct().ShouldBeEmpty();
        await using var admin = await direct.OpenAdminAsync(Cancel);
        (await admin.ExecuteScalarAsync<long>("select count(*) from client_emails where email like 'worker%'")).ShouldBe(88);
        (await admin.ExecuteScalarAsync<long>("select count(distinct client_id) from client_emails where email like 'worker%'")).ShouldBe(8);
    }

    [Fact]
    public async Task A_pooler_that_allows_no_transaction_is_refused_with_a_sentence()
    {
        await using var direct = await cluster.CloneAsync(Cancel);
        await using var pooler = await Pooler.StartAsync(cluster.Address, connections: 1, Cancel, mode: "statement");
        await using var through = pooler.Through(direct);
        var read = await Should.ThrowAsync<PlainError>(() => through.OpenAsync(Cancel));
        read.Message.ShouldStartWith("The pooler at DATABASE_URL (");
        read.Message.ShouldContain("pool_mode = transaction");
    }

    [Fact]
    public async Task An_index_is_not_built_concurrently_through_a_pooler()
    {
        using var some = new SomeMigrations();
        some.With("20260101000001_table.sql", "create table a (n int);").With("20260101000002_index.sql", "create index concurrently if not exists a_n on a (n);");
        await using var direct = await cluster.EmptyAsync(Cancel);
        await using var pooler = await Pooler.StartAsync(cluster.Address, connections: 1, Cancel);
        await using var through = pooler.Through(direct);
        var refused = await Should.ThrowAsync<PlainError>(() => new PushMigrations(through, some.Folder).RunAsync(null, Cancel));
        refused.Message.ShouldStartWith("20260101000002_index.sql builds or drops an index concurrently");
        (await new PushMigrations(direct, some.Folder).RunAsync(null, Cancel)).Count.ShouldBe(1);
    }

    private static async Task<IReadOnlyList<string>> LeftAsync(string address)
    {
        await using var other = await OtherAsync(address);
        return (await other.QueryAsync<string>(Left)).AsList();
    }

    /// <summary>Another program's connection to the same login: it sets nothing, and cleans nothing up for others.</summary>
    internal static async Task<NpgsqlConnection> OtherAsync(string address)
    {
        var other = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(address) { Pooling = false, NoResetOnClose = true }.ConnectionString);
        await other.OpenAsync(Cancel);
        return other;
    }
}
